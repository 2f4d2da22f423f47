import {
  PermissionDirection,
  PermissionRow,
} from '@ztn/backstage-plugin-zero-trust-common';
import { useCallback, useState } from 'react';
import { useWords } from '../hooks/useWords';
import { HeadedTable } from './HeadedTable';
import { PermissionTableRow } from './PermissionTableRow';

/** Rows of one page of permissions; each opens to its evidence. */
export const PermissionTable = (props: {
  direction: PermissionDirection;
  caption: string;
  rows: readonly PermissionRow[];
  checkLink: (row: PermissionRow) => string;
}) => {
  const t = useWords();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const onToggle = useCallback(
    (id: string) =>
      setOpen(old => {
        const next = new Set(old);
        if (!next.delete(id)) next.add(id);
        return next;
      }),
    [],
  );
  const columns = [
    { label: t(`table.peer.${props.direction}`), width: '20%' },
    { label: t('table.identity'), width: '19%' },
    { label: t('table.traffic'), width: '18%' },
    { label: t('table.transport'), width: '10%' },
    { label: t('table.outcome'), width: '18%' },
    { label: t('table.decidedBy'), width: '15%' },
    { label: t('table.details'), width: 84 },
  ];
  return (
    <HeadedTable caption={props.caption} columns={columns} minWidth={900}>
      {props.rows.map(row => (
        <PermissionTableRow
          key={row.id}
          direction={props.direction}
          row={row}
          open={open.has(row.id)}
          checkLink={props.checkLink(row)}
          onToggle={onToggle}
        />
      ))}
    </HeadedTable>
  );
};

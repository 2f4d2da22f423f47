import { makeStyles } from '@material-ui/core/styles';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import {
  PermissionDirection,
  PermissionRow,
} from '@ztn/backstage-plugin-zero-trust-common';
import { useCallback, useState } from 'react';
import { useWords } from '../hooks/useWords';
import { PermissionTableRow } from './PermissionTableRow';

const useStyles = makeStyles(theme => ({
  table: {
    minWidth: 900,
    tableLayout: 'fixed',
    '& td, & th': {
      padding: theme.spacing(0.75, 1.5, 0.75, 0),
      ...theme.typography.body2,
      lineHeight: 1.4,
    },
    '& thead th': {
      fontWeight: 600,
      whiteSpace: 'nowrap',
      backgroundColor: 'transparent',
      textTransform: 'none',
    },
    '& tbody th': { fontWeight: 'inherit' },
    '& .MuiTypography-caption': { lineHeight: 1.4 },
  },
}));

/** Rows of one page of permissions; each opens to its evidence. */
export const PermissionTable = (props: {
  direction: PermissionDirection;
  caption: string;
  rows: readonly PermissionRow[];
  checkLink: (row: PermissionRow) => string;
}) => {
  const t = useWords();
  const classes = useStyles();
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
  ];
  return (
    <TableContainer>
      <Table size="small" className={classes.table} aria-label={props.caption}>
        <TableHead>
          <TableRow>
            {columns.map(({ label, width }) => (
              <TableCell
                key={label}
                component="th"
                scope="col"
                style={{ width }}
              >
                {label}
              </TableCell>
            ))}
            <TableCell component="th" scope="col" style={{ width: 72 }}>
              {t('table.details')}
            </TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {props.rows.map(row => (
            <PermissionTableRow
              key={row.id}
              row={row}
              open={open.has(row.id)}
              checkLink={props.checkLink(row)}
              onToggle={onToggle}
            />
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
};

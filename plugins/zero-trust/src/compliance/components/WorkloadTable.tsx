import { EntityRefLink } from '@backstage/plugin-catalog-react';
import Button from '@material-ui/core/Button';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import {
  ComplianceWorkload,
  Control,
} from '@ztn/backstage-plugin-zero-trust-common';
import { Breakable } from '../../components/Breakable';
import { HeadedTable } from '../../components/HeadedTable';
import { ToneLabel } from '../../components/ToneLabel';
import { useWords } from '../../hooks/useWords';
import { toneOfState } from '../../view/controlStates';
import { missingControls } from '../view/missingControls';
import { CountCell } from './CountCell';

/** How many missing controls are named in the row; the rest is in the evidence. */
const NAMED = 4;

/** Workloads of one page; each opens to its evidence. */
export const WorkloadTable = (props: {
  rows: readonly ComplianceWorkload[];
  controls: ReadonlyMap<string, Control>;
  onOpen: (row: ComplianceWorkload) => void;
}) => {
  const t = useWords();
  const columns = [
    { label: t('workloads.workload'), width: '26%' },
    { label: t('workloads.entity'), width: '20%' },
    { label: t('workloads.missing'), width: '28%' },
    { label: t('workloads.counts'), width: '26%' },
    { label: t('workloads.evidence'), width: 132 },
  ];
  return (
    <HeadedTable
      caption={t('workloads.caption')}
      columns={columns}
      minWidth={900}
    >
      {props.rows.map(row => (
        <TableRow key={row.id}>
          <TableCell component="th" scope="row">
            <Breakable text={row.key} />
            <Typography variant="caption" color="textSecondary" component="div">
              {row.cluster}
            </Typography>
          </TableCell>
          <TableCell>
            <Entities row={row} />
          </TableCell>
          <TableCell>
            <Missing row={row} controls={props.controls} />
          </TableCell>
          <TableCell>
            <CountCell counts={row.counts} />
          </TableCell>
          <TableCell>
            <Button
              size="small"
              variant="outlined"
              aria-label={t('workloads.open', { name: row.id })}
              onClick={() => props.onOpen(row)}
            >
              {t('workloads.evidence')}
            </Button>
          </TableCell>
        </TableRow>
      ))}
    </HeadedTable>
  );
};

function Entities(props: { row: ComplianceWorkload }) {
  const { entities } = props.row;
  const t = useWords();
  if (entities.length === 0) {
    return (
      <Typography variant="body2" color="textSecondary">
        {t('workloads.noEntity')}
      </Typography>
    );
  }
  return (
    <>
      {entities.map(({ entityRef, title, owner }) => (
        <div key={entityRef}>
          <EntityRefLink entityRef={entityRef} title={title} />
          {owner && (
            <Typography variant="caption" component="div">
              <EntityRefLink entityRef={owner} defaultKind="group" />
            </Typography>
          )}
        </div>
      ))}
    </>
  );
}

function Missing(props: {
  row: ComplianceWorkload;
  controls: ReadonlyMap<string, Control>;
}) {
  const t = useWords();
  const missing = missingControls(props.row, props.controls);
  if (missing.length === 0) {
    return <Typography variant="body2">{t('workloads.nothing')}</Typography>;
  }
  return (
    <>
      {missing.slice(0, NAMED).map(({ id, title, state }) => (
        <div key={id}>
          <ToneLabel tone={toneOfState(state)}>{title}</ToneLabel>
        </div>
      ))}
      {missing.length > NAMED && (
        <Typography variant="caption" color="textSecondary">
          {t('workloads.more', { count: missing.length - NAMED })}
        </Typography>
      )}
    </>
  );
}

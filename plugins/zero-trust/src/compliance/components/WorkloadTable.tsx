import { EntityRefLink } from '@backstage/plugin-catalog-react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import {
  ComplianceWorkload,
  Control,
} from '@ztn/backstage-plugin-zero-trust-common';
import { Breakable } from '../../components/Breakable';
import { ToneLabel } from '../../components/ToneLabel';
import { useWords } from '../../hooks/useWords';
import { countedStates, toneOfState } from '../../view/controlStates';
import { missingControls } from '../view/missingControls';
import { CountBar } from './CountBar';
import { StateLabel } from '../../components/StateLabel';

const useStyles = makeStyles(theme => ({
  table: {
    minWidth: 900,
    tableLayout: 'fixed',
    '& td, & th': {
      padding: theme.spacing(1, 2, 1, 0),
      verticalAlign: 'top',
      lineHeight: 1.4,
    },
    '& thead th': { fontWeight: 600, backgroundColor: 'transparent' },
    '& tbody th': { fontWeight: 'inherit' },
  },
  states: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0, 1.5),
    marginTop: theme.spacing(0.25),
  },
}));

/** How many missing controls are named in the row; the rest is in the evidence. */
const NAMED = 4;

/** Workloads of one page; each opens to its evidence. */
export const WorkloadTable = (props: {
  rows: readonly ComplianceWorkload[];
  controls: ReadonlyMap<string, Control>;
  onOpen: (row: ComplianceWorkload) => void;
}) => {
  const t = useWords();
  const classes = useStyles();
  const columns = [
    { label: t('workloads.workload'), width: '26%' },
    { label: t('workloads.entity'), width: '20%' },
    { label: t('workloads.missing'), width: '28%' },
    { label: t('workloads.counts'), width: '26%' },
  ];
  return (
    <TableContainer>
      <Table
        size="small"
        className={classes.table}
        aria-label={t('workloads.caption')}
      >
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
            <TableCell component="th" scope="col" style={{ width: 132 }}>
              {t('workloads.evidence')}
            </TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {props.rows.map(row => (
            <TableRow key={row.id}>
              <TableCell component="th" scope="row">
                <Breakable text={row.key} />
                <Typography
                  variant="caption"
                  color="textSecondary"
                  component="div"
                >
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
                <CountBar counts={row.counts} />
                <div className={classes.states}>
                  {countedStates
                    .filter(state => row.counts[state] > 0)
                    .map(state => (
                      <StateLabel
                        key={state}
                        state={state}
                        count={row.counts[state]}
                      />
                    ))}
                </div>
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
        </TableBody>
      </Table>
    </TableContainer>
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

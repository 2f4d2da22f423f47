import { parseEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { humanizeEntityRef } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { ScoreboardResponse } from '@ztn/backstage-plugin-zero-trust-common';
import { Breakable } from '../../components/Breakable';
import { useWords } from '../../hooks/useWords';
import { ComplianceFilters } from '../view/complianceFilters';
import { countedStates } from '../../view/controlStates';
import { CountBar } from './CountBar';
import { StateLabel } from '../../components/StateLabel';

const useStyles = makeStyles(theme => ({
  table: {
    minWidth: 640,
    '& td, & th': { padding: theme.spacing(0.75, 2, 0.75, 0) },
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

type Line = ScoreboardResponse['items'][number];

/** Owners, systems, namespaces or clusters with their counts, worst first. */
export const ScoreTable = (props: {
  scoreboard: ScoreboardResponse;
  linkTo: (filters: ComplianceFilters) => string;
}) => {
  const { items, by } = props.scoreboard;
  const t = useWords();
  const classes = useStyles();
  const nameOf = (line: Line) => {
    if (line.name !== '') return titleOf(line.name, by);
    return by === 'system'
      ? t('overview.nobody.system')
      : t('overview.nobody.owner');
  };
  return (
    <TableContainer>
      <Table
        size="small"
        className={classes.table}
        aria-label={t('overview.scoreboard')}
      >
        <TableHead>
          <TableRow>
            <TableCell component="th" scope="col" style={{ width: '30%' }}>
              {t('overview.name')}
            </TableCell>
            <TableCell component="th" scope="col" style={{ width: '14%' }}>
              {t('compliance.workloads')}
            </TableCell>
            <TableCell component="th" scope="col">
              {t('workloads.counts')}
            </TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {items.map(line => (
            <TableRow key={line.id}>
              <TableCell component="th" scope="row">
                <Link to={props.linkTo(filtersOf(line, by))}>
                  <Breakable text={nameOf(line)} />
                </Link>
                {line.cluster && <div>{line.cluster}</div>}
              </TableCell>
              <TableCell>{line.workloads}</TableCell>
              <TableCell>
                <CountBar counts={line.counts} />
                <div className={classes.states}>
                  {countedStates
                    .filter(state => line.counts[state] > 0)
                    .map(state => (
                      <StateLabel
                        key={state}
                        state={state}
                        count={line.counts[state]}
                      />
                    ))}
                </div>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
};

function filtersOf(
  { name, cluster }: Line,
  by: ScoreboardResponse['by'],
): ComplianceFilters {
  return by === 'namespace' ? { namespace: name, cluster } : { [by]: name };
}

/** Owners and systems by their names, others as they are. */
function titleOf(name: string, by: ScoreboardResponse['by']): string {
  if (by !== 'owner' && by !== 'system') return name;
  const defaultKind = by === 'owner' ? 'group' : 'system';
  return humanizeEntityRef(parseEntityRef(name), { defaultKind });
}

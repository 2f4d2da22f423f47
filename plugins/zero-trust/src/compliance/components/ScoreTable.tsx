import { parseEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { humanizeEntityRef } from '@backstage/plugin-catalog-react';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import { ScoreboardResponse } from '@ztn/backstage-plugin-zero-trust-common';
import { Breakable } from '../../components/Breakable';
import { HeadedTable } from '../../components/HeadedTable';
import { useWords } from '../../hooks/useWords';
import { ComplianceFilters } from '../view/complianceFilters';
import { CountCell } from './CountCell';

type Line = ScoreboardResponse['items'][number];

/** Owners, systems, namespaces or clusters with their counts, worst first. */
export const ScoreTable = (props: {
  scoreboard: ScoreboardResponse;
  linkTo: (filters: ComplianceFilters) => string;
}) => {
  const { items, by } = props.scoreboard;
  const t = useWords();
  const nameOf = (line: Line) => {
    if (line.name !== '') return titleOf(line.name, by);
    return by === 'system'
      ? t('overview.nobody.system')
      : t('overview.nobody.owner');
  };
  return (
    <HeadedTable
      caption={t('overview.scoreboard')}
      columns={[
        { label: t('overview.name'), width: '30%' },
        { label: t('compliance.workloads'), width: '14%' },
        { label: t('workloads.counts'), width: '56%' },
      ]}
      minWidth={640}
    >
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
            <CountCell counts={line.counts} />
          </TableCell>
        </TableRow>
      ))}
    </HeadedTable>
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

import { useApi } from '@backstage/core-plugin-api';
import {
  scoreboardBySchema,
  zeroTrustComplianceReadPermission,
} from '@ztn/backstage-plugin-zero-trust-common';
import { useSearchParams } from 'react-router-dom';
import { Section } from '../../components/Section';
import { SelectFilter } from '../../components/SelectFilter';
import { useRefreshing } from '../../hooks/useRefreshing';
import { useWords } from '../../hooks/useWords';
import { complianceApiRef } from '../api/ComplianceApi';
import { ScoreTable } from '../components/ScoreTable';
import { usePagePath } from '../hooks/usePagePath';
import { ComplianceFilters } from '../view/complianceFilters';
import { WhenReady } from './PlatformPage';

/** The worst are enough: all of them are on the page of workloads. */
const SHOWN = 20;

/** Who has most to do: owners, systems, namespaces or clusters. */
export const ScoreboardSection = (props: {
  filters: ComplianceFilters;
  /** Changes when the overview was fetched anew; the board follows. */
  generation: string;
}) => {
  const { filters, generation } = props;
  const api = useApi(complianceApiRef);
  const t = useWords();
  const pathTo = usePagePath();
  const [search, setSearch] = useSearchParams();
  const by = scoreboardBySchema.safeParse(search.get('by')).data ?? 'owner';
  const scoreboard = useRefreshing(
    {
      scope: `scoreboard ${by}`,
      params: JSON.stringify([filters, generation]),
    },
    signal => api.getScoreboard({ ...filters, by, limit: SHOWN }, { signal }),
  );
  const choose = (value: string | undefined) =>
    setSearch(
      old => {
        const next = new URLSearchParams(old);
        next.set('by', value ?? 'owner');
        return next;
      },
      { replace: true },
    );
  return (
    <Section id="scoreboard" title={t('overview.scoreboard')}>
      <SelectFilter
        id="scoreboard-by"
        label={t('overview.by.label')}
        value={by}
        options={scoreboardBySchema.options.map(value => ({
          value,
          label: t(`overview.by.${value}`),
        }))}
        onChange={choose}
      />
      <WhenReady
        of={scoreboard}
        permission={zeroTrustComplianceReadPermission}
        title={t('compliance.failed.title')}
      >
        {value => (
          <ScoreTable
            scoreboard={value}
            linkTo={chosen => pathTo('workloads', { ...filters, ...chosen })}
          />
        )}
      </WhenReady>
    </Section>
  );
};

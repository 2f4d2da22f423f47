import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import {
  Control,
  zeroTrustComplianceReadPermission,
} from '@ztn/backstage-plugin-zero-trust-common';
import { useSearchParams } from 'react-router-dom';
import { Section } from '../../components/Section';
import { SelectFilter } from '../../components/SelectFilter';
import { useRefreshing } from '../../hooks/useRefreshing';
import { useWords } from '../../hooks/useWords';
import { complianceApiRef } from '../api/ComplianceApi';
import { EventList } from '../components/EventList';
import { TrendChart } from '../components/TrendChart';
import { ComplianceFilters } from '../view/complianceFilters';
import { dayAfter } from '../view/waiverForm';
import { WhenReady } from './PlatformPage';

const DAYS = 90;
const WEEK = 7;
const EVENTS = 20;

/** How counts developed; owners and systems have no history of their own. */
export const TrendSection = (props: {
  filters: Pick<ComplianceFilters, 'cluster' | 'namespace'>;
  controls: ReadonlyMap<string, Control>;
  generation: string;
}) => {
  const { filters, controls, generation } = props;
  const api = useApi(complianceApiRef);
  const t = useWords();
  const [search, setSearch] = useSearchParams();
  const control = search.get('trend') || undefined;
  const { cluster, namespace } = filters;
  const history = useRefreshing(
    {
      scope: `trend ${control}`,
      params: JSON.stringify([cluster, namespace, generation]),
    },
    signal =>
      api.getHistory({ cluster, namespace, control, days: DAYS }, { signal }),
  );
  const choose = (value: string | undefined) =>
    setSearch(
      old => {
        const next = new URLSearchParams(old);
        if (value) next.set('trend', value);
        else next.delete('trend');
        return next;
      },
      { replace: true },
    );
  return (
    <Section id="trend" title={t('history.trend')}>
      <SelectFilter
        id="trend-control"
        label={t('history.trend.control')}
        any={t('history.trend.all')}
        value={control ?? ''}
        options={[...controls.values()]
          .filter(({ enabled }) => enabled)
          .map(({ id, title }) => ({ value: id, label: title }))}
        onChange={choose}
      />
      <WhenReady
        of={history}
        permission={zeroTrustComplianceReadPermission}
        title={t('history.failed')}
      >
        {value =>
          value.days.length === 0 ? (
            <Typography variant="body2">{t('history.trend.none')}</Typography>
          ) : (
            <TrendChart history={value} days={DAYS} />
          )
        }
      </WhenReady>
    </Section>
  );
};

/** What changed since last week. */
export const ChangesSection = (props: {
  filters: Pick<ComplianceFilters, 'cluster' | 'namespace'>;
  controls: ReadonlyMap<string, Control>;
  generation: string;
}) => {
  const { filters, controls, generation } = props;
  const api = useApi(complianceApiRef);
  const t = useWords();
  const { cluster, namespace } = filters;
  const events = useRefreshing(
    {
      scope: 'changes',
      params: JSON.stringify([cluster, namespace, generation]),
    },
    signal =>
      api.getEvents(
        {
          cluster,
          namespace,
          since: `${dayAfter(generation, -WEEK)}T00:00:00Z`,
          limit: EVENTS,
        },
        { signal },
      ),
  );
  return (
    <Section id="changes" title={t('history.changes')}>
      <WhenReady
        of={events}
        permission={zeroTrustComplianceReadPermission}
        title={t('history.failed')}
      >
        {value =>
          value.items.length === 0 ? (
            <Typography variant="body2">{t('history.changes.none')}</Typography>
          ) : (
            <EventList
              events={value.items}
              controls={controls}
              now={value.now}
              label={t('history.changes')}
            />
          )
        }
      </WhenReady>
    </Section>
  );
};

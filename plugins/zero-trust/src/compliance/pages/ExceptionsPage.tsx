import { useApi } from '@backstage/core-plugin-api';
import Box from '@material-ui/core/Box';
import Typography from '@material-ui/core/Typography';
import {
  waiversQuerySchema,
  zeroTrustComplianceReadPermission,
} from '@ztn/backstage-plugin-zero-trust-common';
import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { PagingBar } from '../../components/PagingBar';
import { Section } from '../../components/Section';
import { SelectFilter } from '../../components/SelectFilter';
import { useRefreshing } from '../../hooks/useRefreshing';
import { useWords } from '../../hooks/useWords';
import { complianceApiRef } from '../api/ComplianceApi';
import { WaiverTable } from '../components/WaiverTable';
import { useControls } from '../hooks/useControls';
import { EndWaiverButton } from './EndWaiverButton';
import { PlatformPage, WhenReady } from './PlatformPage';

const states = waiversQuerySchema.shape.state.unwrap().options;
const PAGE_SIZE = 50;

/** `/zero-trust/exceptions`: what is accepted, by whom and until when. */
export const ExceptionsPage = () => (
  <PlatformPage permission={zeroTrustComplianceReadPermission}>
    {() => <Exceptions />}
  </PlatformPage>
);

function Exceptions() {
  const api = useApi(complianceApiRef);
  const t = useWords();
  const controls = useControls();
  const [search, setSearch] = useSearchParams();
  const state = search.get('state') === 'past' ? 'past' : 'active';
  const [trail, setTrail] = useState<readonly string[]>([]);
  const [ended, setEnded] = useState(false);
  const cursor = trail.at(-1);
  const waivers = useRefreshing(
    { scope: `waivers ${state}`, params: JSON.stringify(cursor ?? '') },
    signal => api.getWaivers({ state, cursor, limit: PAGE_SIZE }, { signal }),
  );
  const choose = (value: string | undefined) => {
    setTrail([]);
    setSearch(value === 'past' ? { state: 'past' } : {}, { replace: true });
  };
  return (
    <Section id="exceptions" title={t('compliance.exceptions')}>
      <SelectFilter
        id="exceptions-state"
        label={t('exceptions.show')}
        value={state}
        options={states.map(value => ({
          value,
          label: t(`exceptions.show.${value}`),
        }))}
        onChange={choose}
      />
      <div role="status">{ended && t('exceptions.ended')}</div>
      <WhenReady
        of={waivers}
        permission={zeroTrustComplianceReadPermission}
        title={t('exceptions.failed')}
      >
        {value =>
          value.items.length === 0 ? (
            <Box mt={1}>
              <Typography variant="body2">
                {t(`exceptions.none.${state}`)}
              </Typography>
            </Box>
          ) : (
            <>
              <WaiverTable
                waivers={value.items}
                controls={controls}
                now={value.now}
                actionOf={waiver =>
                  state === 'active' && (
                    <EndWaiverButton
                      waiver={waiver}
                      title={
                        controls.get(waiver.control)?.title ?? waiver.control
                      }
                      onEnded={() => {
                        setEnded(true);
                        waivers.refetch();
                      }}
                    />
                  )
                }
              />
              <PagingBar
                shown={value.items.length}
                total={value.totalItems}
                paging={{
                  first: trail.length * PAGE_SIZE + 1,
                  toNext: value.nextCursor
                    ? () => setTrail([...trail, value.nextCursor!])
                    : undefined,
                  toPrevious: trail.length
                    ? () => setTrail(trail.slice(0, -1))
                    : undefined,
                }}
              />
            </>
          )
        }
      </WhenReady>
    </Section>
  );
}

import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import LinearProgress from '@material-ui/core/LinearProgress';
import Typography from '@material-ui/core/Typography';
import {
  PermissionDirection,
  PermissionRow,
  PermissionsResponse,
} from '@ztn/backstage-plugin-zero-trust-common';
import { useLocation, useSearchParams } from 'react-router-dom';
import { FailedPanel } from '../components/FailedPanel';
import { FreshnessAlerts } from '../components/FreshnessAlerts';
import { LoadingSkeleton } from '../components/LoadingSkeleton';
import { PagingBar } from '../components/PagingBar';
import { PermissionFilterBar } from '../components/PermissionFilterBar';
import { PermissionTable } from '../components/PermissionTable';
import { Section } from '../components/Section';
import { ToneLabel } from '../components/ToneLabel';
import { Paging } from '../hooks/useCursorTrail';
import { usePermissions } from '../hooks/usePermissions';
import { useFollow } from '../hooks/useFollow';
import { useWords } from '../hooks/useWords';
import { checkFormOfRow, writeCheckForm } from '../view/checkForm';
import { readFilters, writeFilters } from '../view/permissionFilters';

/** Who can call this, or what this can call. */
export const PermissionsSection = (props: {
  entityRef: string;
  direction: PermissionDirection;
  /** Changes when the posture was fetched anew; the list follows. */
  generation: string;
}) => {
  const { entityRef, direction, generation } = props;
  const t = useWords();
  const [search, setSearch] = useSearchParams();
  const { pathname } = useLocation();
  const filters = readFilters(search, direction);
  const { permissions, paging } = usePermissions(entityRef, direction, filters);
  const { refetch } = permissions;
  useFollow(generation, refetch);

  const id = direction === 'inbound' ? 'callers' : 'callees';
  const isFiltered = Object.keys(filters).length > 0;
  const clear = () =>
    setSearch(writeFilters(search, direction, {}), { replace: true });
  const checkLink = (row: PermissionRow) =>
    `${pathname}?${writeCheckForm(
      search,
      checkFormOfRow(row, direction),
    )}#check`;

  return (
    <Section id={id} title={t(`section.${id}`)}>
      <PermissionFilterBar
        id={id}
        filters={filters}
        onChange={next =>
          setSearch(writeFilters(search, direction, next), { replace: true })
        }
      />
      {permissions.status === 'loading' && <LoadingSkeleton rows={5} />}
      {permissions.status === 'failed' && (
        <FailedPanel
          title={t('table.failed')}
          error={permissions.error}
          onRetry={refetch}
        />
      )}
      {permissions.status === 'ready' && (
        <div aria-busy={permissions.refreshing}>
          <Box height={4}>
            {permissions.refreshing && (
              <LinearProgress aria-label={t('state.loading')} />
            )}
          </Box>
          <FreshnessAlerts
            clusters={[]}
            now={permissions.value.now}
            partial={permissions.value.partial}
            refreshError={permissions.refreshError}
            onRetry={refetch}
          />
          {permissions.value.items.length > 0 ? (
            <PermissionTable
              direction={direction}
              caption={t(`section.${id}`)}
              rows={permissions.value.items}
              checkLink={checkLink}
            />
          ) : (
            <Empty
              direction={direction}
              partial={permissions.value.partial}
              onClear={isFiltered ? clear : undefined}
            />
          )}
          <Footer response={permissions.value} paging={paging} />
        </div>
      )}
    </Section>
  );
};

function Empty(props: {
  direction: PermissionDirection;
  partial: boolean;
  onClear?: () => void;
}) {
  const t = useWords();
  if (props.onClear) {
    return (
      <Box my={1}>
        <Typography variant="body2">{t('table.emptyFiltered')}</Typography>
        <Button size="small" onClick={props.onClear}>
          {t('table.clearFilters')}
        </Button>
      </Box>
    );
  }
  return (
    <Box my={1}>
      {props.partial ? (
        <ToneLabel tone="unknown">{t('table.emptyPartial')}</ToneLabel>
      ) : (
        <Typography variant="body2">
          {t(`table.empty.${props.direction}`)}
        </Typography>
      )}
    </Box>
  );
}

function Footer(props: { response: PermissionsResponse; paging: Paging }) {
  const { response, paging } = props;
  const t = useWords();
  const { items, totalItems, hiddenPeers } = response;
  return (
    <Box mt={1} display="flex" flexWrap="wrap" alignItems="center" gridGap={16}>
      {hiddenPeers > 0 && (
        <ToneLabel tone="neutral">
          {t('table.hidden', { count: hiddenPeers })}
        </ToneLabel>
      )}
      <PagingBar shown={items.length} total={totalItems} paging={paging} />
    </Box>
  );
}

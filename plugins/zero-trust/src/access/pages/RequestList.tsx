import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import type { AccessRequestsQuery } from '@ztn/backstage-plugin-zero-trust-common';
import { FailedPanel } from '../../components/FailedPanel';
import { LoadingSkeleton } from '../../components/LoadingSkeleton';
import { PagingBar } from '../../components/PagingBar';
import { useCursorTrail } from '../../hooks/useCursorTrail';
import { useLiveRefetch } from '../../hooks/useLiveRefetch';
import { useRefreshing } from '../../hooks/useRefreshing';
import { useWords } from '../../hooks/useWords';
import { accessApiRef } from '../api/AccessApi';
import { RequestTable } from '../components/RequestTable';
import { errorCode } from '../view/errorCode';

const PAGE_SIZE = 20;

/** One page of the requests that a query means. */
export const RequestList = (props: {
  query: AccessRequestsQuery;
  /** What is said of an empty list. */
  none: string;
  /** Where the page of one is; absent: nowhere. */
  linkTo?: (id: string) => string;
}) => {
  const { query } = props;
  const api = useApi(accessApiRef);
  const t = useWords();
  const list = JSON.stringify(query);
  const { cursor, pagingTo } = useCursorTrail(list, PAGE_SIZE);
  const requests = useRefreshing(
    { scope: `requests ${list}`, params: cursor ?? '' },
    signal => api.list({ ...query, cursor, limit: PAGE_SIZE }, { signal }),
  );
  useLiveRefetch(requests.refetch);
  if (requests.status === 'loading') return <LoadingSkeleton rows={4} />;
  if (requests.status === 'failed') {
    return errorCode(requests.error) === 'NOT_ENABLED' ? (
      <Typography variant="body2">{t('requests.disabled')}</Typography>
    ) : (
      <FailedPanel
        title={t('requests.failed')}
        error={requests.error}
        onRetry={requests.refetch}
      />
    );
  }
  const { items, totalItems, nextCursor } = requests.value;
  return (
    <>
      {requests.refreshError && (
        <FailedPanel
          title={t('requests.failed')}
          error={requests.refreshError}
          onRetry={requests.refetch}
        />
      )}
      {items.length === 0 ? (
        <Typography variant="body2">{props.none}</Typography>
      ) : (
        <RequestTable requests={items} linkTo={props.linkTo} />
      )}
      <PagingBar
        shown={items.length}
        total={totalItems}
        paging={pagingTo(nextCursor)}
      />
    </>
  );
};

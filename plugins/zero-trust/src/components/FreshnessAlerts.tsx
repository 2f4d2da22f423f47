import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import Alert from '@material-ui/lab/Alert';
import { ClusterFreshness } from '@ztn/backstage-plugin-zero-trust-common';
import { useWords } from '../hooks/useWords';
import { freshnessWords } from '../view/freshnessWords';
import { reasonOf } from '../view/reasonOf';

/**
 * What stands between the reader and a whole, fresh answer: clusters that could
 * not be read, and a refresh that failed. The rest of the page stays.
 */
export const FreshnessAlerts = (props: {
  clusters: readonly ClusterFreshness[];
  now: string;
  partial: boolean;
  refreshError?: Error;
  onRetry: () => void;
}) => {
  const t = useWords();
  const problems = props.clusters
    .map(cluster => freshnessWords(t, cluster, props.now))
    .filter(({ problem }) => problem);
  return (
    <>
      {props.refreshError && (
        <Box mb={1}>
          <Alert
            severity="error"
            variant="outlined"
            action={
              <Button size="small" color="inherit" onClick={props.onRetry}>
                {t('state.retry')}
              </Button>
            }
          >
            {t('state.refreshFailed', { error: reasonOf(props.refreshError) })}
          </Alert>
        </Box>
      )}
      {problems.map(({ cluster, problem }) => (
        <Box mb={1} key={cluster}>
          <Alert severity="warning" variant="outlined">
            {problem}
          </Alert>
        </Box>
      ))}
      {props.partial && problems.length === 0 && (
        <Box mb={1}>
          <Alert severity="warning" variant="outlined">
            {t('state.partial')}
          </Alert>
        </Box>
      )}
    </>
  );
};

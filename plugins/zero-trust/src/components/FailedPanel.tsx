import { ResponseErrorPanel } from '@backstage/core-components';
import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { useWords } from '../hooks/useWords';

/** Something could not be fetched: what happened, and a way to try again. */
export const FailedPanel = (props: {
  title: string;
  text?: string;
  error: Error;
  onRetry?: () => void;
}) => {
  const t = useWords();
  return (
    <div role="alert">
      <ResponseErrorPanel title={props.title} error={props.error} />
      {props.text && (
        <Box mt={1}>
          <Typography variant="body2">{props.text}</Typography>
        </Box>
      )}
      {props.onRetry && (
        <Box mt={1}>
          <Button variant="outlined" onClick={props.onRetry}>
            {t('state.retry')}
          </Button>
        </Box>
      )}
    </div>
  );
};

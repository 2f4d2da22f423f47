import Box from '@material-ui/core/Box';
import Paper from '@material-ui/core/Paper';
import Skeleton from '@material-ui/lab/Skeleton';
import { useWords } from '../hooks/useWords';

/** Stands where the page will be, as high as it will be. */
export const LoadingSkeleton = (props: { rows: number }) => {
  const t = useWords();
  return (
    <div role="status" aria-label={t('state.loading')}>
      <Paper>
        <Box p={2}>
          <Skeleton variant="text" width="40%" />
          {Array.from({ length: props.rows }, (_, i) => (
            <Skeleton key={i} variant="text" height={32} />
          ))}
        </Box>
      </Paper>
    </div>
  );
};

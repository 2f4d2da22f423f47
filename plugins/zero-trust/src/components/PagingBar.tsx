import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { Paging } from '../hooks/useCursorTrail';
import { useWords } from '../hooks/useWords';

/** Which rows of how many are shown, and the way to the others. */
export const PagingBar = (props: {
  shown: number;
  total: number;
  paging: Paging;
}) => {
  const { shown, total, paging } = props;
  const t = useWords();
  if (shown === 0) return null;
  return (
    <Box ml="auto" display="flex" alignItems="center" gridGap={8}>
      <Typography variant="body2" color="textSecondary" role="status">
        {t('table.range', {
          first: paging.first,
          last: paging.first + shown - 1,
          total,
        })}
      </Typography>
      {(paging.toPrevious || paging.toNext) && (
        <>
          <Button
            size="small"
            disabled={!paging.toPrevious}
            onClick={paging.toPrevious}
          >
            {t('table.previous')}
          </Button>
          <Button
            size="small"
            disabled={!paging.toNext}
            onClick={paging.toNext}
          >
            {t('table.next')}
          </Button>
        </>
      )}
    </Box>
  );
};

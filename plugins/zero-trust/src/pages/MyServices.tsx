import { stringifyEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { FailedPanel } from '../components/FailedPanel';
import { LoadingSkeleton } from '../components/LoadingSkeleton';
import { ToneLabel } from '../components/ToneLabel';
import { useLiveRefetch } from '../hooks/useLiveRefetch';
import { useMyServices } from '../hooks/useMyServices';
import { useTabLinkOf } from '../hooks/useTabLink';
import { useWords } from '../hooks/useWords';
import { myServiceRows } from '../view/myServiceRows';
import { reasonOf } from '../view/reasonOf';

const useStyles = makeStyles(theme => ({
  list: {
    ...theme.typography.body2,
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
  item: {
    padding: theme.spacing(1, 0),
    '& + &': { borderTop: `1px solid ${theme.palette.divider}` },
  },
  title: { fontWeight: 600 },
}));

/** The reader's services, worst first, each with what is wrong with it. */
export const MyServices = () => {
  const t = useWords();
  const classes = useStyles();
  const linkOf = useTabLinkOf();
  const mine = useMyServices();
  useLiveRefetch(mine.refetch);
  if (mine.status === 'loading') return <LoadingSkeleton rows={5} />;
  if (mine.status === 'failed') {
    return (
      <FailedPanel
        title={t('myServices.failed')}
        error={mine.error}
        onRetry={mine.refetch}
      />
    );
  }
  const { services, left } = mine.value;
  if (services.length === 0) {
    return <Typography variant="body2">{t('myServices.none')}</Typography>;
  }
  return (
    <>
      {mine.refreshError && (
        <ToneLabel tone="unknown">
          {t('state.refreshFailed', { error: reasonOf(mine.refreshError) })}
        </ToneLabel>
      )}
      <ul className={classes.list} aria-label={t('myServices.title')}>
        {myServiceRows(t, services).map(({ entity, title, statements }) => {
          const link = linkOf(entity);
          return (
            <li key={stringifyEntityRef(entity)} className={classes.item}>
              <div className={classes.title}>
                {link ? <Link to={link}>{title}</Link> : title}
              </div>
              {statements.map(({ tone, text }) => (
                <div key={text}>
                  <ToneLabel tone={tone}>{text}</ToneLabel>
                </div>
              ))}
            </li>
          );
        })}
      </ul>
      {left > 0 && (
        <Typography variant="body2" color="textSecondary">
          {t('myServices.left', { count: left })}
        </Typography>
      )}
    </>
  );
};

import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type { AccessRequestEvent } from '@ztn/backstage-plugin-zero-trust-common';
import { useWords } from '../../hooks/useWords';
import { actorWords, eventWords } from '../view/requestWords';
import { momentWords } from '../view/momentWords';

const useStyles = makeStyles(theme => ({
  list: {
    ...theme.typography.body2,
    margin: 0,
    padding: 0,
    listStyle: 'none',
    '& li + li': { marginTop: theme.spacing(0.75) },
  },
  quiet: { color: theme.palette.text.secondary },
}));

/** Everything that happened, the latest first. */
export const RequestEvents = (props: {
  events: readonly AccessRequestEvent[];
}) => {
  const t = useWords();
  const classes = useStyles();
  return (
    <ol className={classes.list} aria-label={t('request.history')} reversed>
      {[...props.events].reverse().map(event => (
        <li key={event.id}>
          {isLink(event.url) ? (
            <Link to={event.url}>{eventWords(t, event)}</Link>
          ) : (
            eventWords(t, event)
          )}
          <div className={classes.quiet}>
            {momentWords(event.at)} · {actorWords(t, event)}
          </div>
        </li>
      ))}
    </ol>
  );
};

/** Nothing but the web is linked to, whoever wrote the address. */
function isLink(url: string | undefined): url is string {
  return url !== undefined && /^https?:\/\//.test(url);
}

import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import CheckCircle from '@material-ui/icons/CheckCircle';
import RadioButtonUnchecked from '@material-ui/icons/RadioButtonUnchecked';
import type { AccessRequestEvent } from '@ztn/backstage-plugin-zero-trust-common';
import { useWords } from '../../hooks/useWords';
import { actorWords, Milestone, milestonesOf } from '../view/requestWords';
import { Translate } from '../../view/Translate';
import { momentWords } from '../view/momentWords';

const useStyles = makeStyles(theme => ({
  list: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1, 3),
    listStyle: 'none',
    margin: theme.spacing(1, 0),
    padding: 0,
  },
  step: { display: 'flex', gap: theme.spacing(1), maxWidth: 220 },
}));

/** Opened, approved, merged, in force, seen: each with its time, or not yet. */
export const Milestones = (props: {
  events: readonly AccessRequestEvent[];
  /** Nothing more comes: what was not reached is left out. */
  ended: boolean;
}) => {
  const t = useWords();
  const classes = useStyles();
  const shown = milestonesOf(props.events).filter(
    ({ at }) => at !== undefined || !props.ended,
  );
  return (
    <ol className={classes.list} aria-label={t('request.timeline')}>
      {shown.map(({ id, at, by }) => (
        <li key={id} className={classes.step}>
          {at ? (
            <CheckCircle color="primary" aria-hidden />
          ) : (
            <RadioButtonUnchecked color="disabled" aria-hidden />
          )}
          <div>
            <Typography variant="subtitle2" component="div">
              {t(`request.milestone.${id}`)}
            </Typography>
            <Typography variant="caption" color="textSecondary">
              {at ? reachedWords(t, at, by) : t('request.milestone.pending')}
            </Typography>
          </div>
        </li>
      ))}
    </ol>
  );
};

/** What the portal only noticed, it did not do: then the time alone. */
function reachedWords(t: Translate, at: string, by: Milestone['by']): string {
  const time = momentWords(at);
  return by && by.actorKind !== 'system'
    ? t('request.milestone.by', { time, actor: actorWords(t, by) })
    : time;
}

import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { ReachGroup } from '@ztn/backstage-plugin-zero-trust-common';
import { useWords } from '../../hooks/useWords';
import { ToneLabel } from '../ToneLabel';

const useStyles = makeStyles(theme => ({
  groups: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(280px, 1fr))',
    gap: theme.spacing(0, 4),
    margin: theme.spacing(1.5, 0),
  },
  list: {
    ...theme.typography.body2,
    listStyle: 'none',
    margin: 0,
    padding: 0,
    '& li': {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0, 2),
      padding: theme.spacing(0.25, 0),
    },
  },
  name: { flexGrow: 1 },
}));

/** Whom the reached workloads belong to, the most sensitive first. */
export const ReachGroups = (props: {
  owners: readonly ReachGroup[];
  systems: readonly ReachGroup[];
}) => {
  const t = useWords();
  const classes = useStyles();
  return (
    <div className={classes.groups}>
      {(
        [
          ['reach.byOwner', props.owners],
          ['reach.bySystem', props.systems],
        ] as const
      ).map(([title, groups]) => (
        <div key={title}>
          <Typography variant="subtitle2" component="h3">
            {t(title)}
          </Typography>
          <ul className={classes.list}>
            {groups.map(group => (
              <li key={group.ref ?? ''}>
                <span className={classes.name}>
                  {group.ref ? (
                    <EntityRefLink entityRef={group.ref} disableTooltip />
                  ) : (
                    t('reach.nobody')
                  )}
                </span>
                {group.sensitive > 0 && (
                  <ToneLabel tone="bad">
                    {t('reach.groupSensitive', { count: group.sensitive })}
                  </ToneLabel>
                )}
                <span>{t('reach.workloads', { count: group.workloads })}</span>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
};

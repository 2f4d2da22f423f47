import Button from '@material-ui/core/Button';
import Grid from '@material-ui/core/Grid';
import Typography from '@material-ui/core/Typography';
import { DemoUser } from './useDemoUsers';

const byTeam = (
  users: readonly DemoUser[],
): readonly (readonly [string, readonly DemoUser[]])[] => {
  const teams = new Map<string, DemoUser[]>();
  for (const user of users) {
    const team = user.teams[0] ?? 'No team';
    teams.set(team, [...(teams.get(team) ?? []), user]);
  }
  return [...teams];
};

/** People under the names of their teams, each a button. */
export const TeamList = ({
  users,
  onChoose,
}: {
  readonly users: readonly DemoUser[];
  readonly onChoose: (name: string) => void;
}) => (
  <Grid container spacing={2}>
    {byTeam(users).map(([team, members]) => (
      <Grid item xs={12} sm={6} key={team}>
        <Typography variant="h6" component="h2">
          {team}
        </Typography>
        {members.map(({ name, title }) => (
          <Button
            key={name}
            size="small"
            color="primary"
            aria-label={`Sign in as ${title}, ${team}`}
            onClick={() => onChoose(name)}
          >
            {title}
          </Button>
        ))}
      </Grid>
    ))}
  </Grid>
);

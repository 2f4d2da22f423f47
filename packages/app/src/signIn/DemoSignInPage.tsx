import { useCallback, useState } from 'react';
import {
  Content,
  ErrorPanel,
  Header,
  InfoCard,
  Page,
  ProxiedSignInPage,
} from '@backstage/core-components';
import {
  configApiRef,
  IdentityApi,
  useApi,
} from '@backstage/frontend-plugin-api';
import { SignInPageProps } from '@backstage/plugin-app-react';
import Button from '@material-ui/core/Button';
import Grid from '@material-ui/core/Grid';
import Typography from '@material-ui/core/Typography';
import {
  forgetChosenUser,
  readChosenUser,
  rememberChosenUser,
} from './chosenUser';
import { TeamList } from './TeamList';
import { useDemoUsers } from './useDemoUsers';
import { withSignOut } from './withSignOut';

/**
 * Where the demo is entered: as a guest, or as somebody of the shop where the
 * backend offers that. The choice is kept until one signs out.
 */
export const DemoSignInPage = ({ onSignInSuccess }: SignInPageProps) => {
  const [chosen, setChosen] = useState(readChosenUser);
  // Choosing the same one again is another try.
  const [attempt, setAttempt] = useState(0);
  const choose = useCallback((name: string) => {
    setAttempt(count => count + 1);
    setChosen(name);
  }, []);
  const Failed = useCallback(
    (props: { error?: Error }) => (
      <ChooseUser onChoose={choose} error={props.error} />
    ),
    [choose],
  );
  if (!chosen) return <ChooseUser onChoose={choose} />;
  return (
    <ProxiedSignInPage
      key={attempt}
      provider={chosen === 'guest' ? 'guest' : 'demo'}
      headers={chosen === 'guest' ? undefined : { 'x-demo-user': chosen }}
      ErrorComponent={Failed}
      onSignInSuccess={(identity: IdentityApi) => {
        rememberChosenUser(chosen);
        onSignInSuccess(withSignOut(identity, forgetChosenUser));
      }}
    />
  );
};

const ChooseUser = ({
  onChoose,
  error,
}: {
  readonly onChoose: (name: string) => void;
  readonly error?: Error;
}) => {
  const config = useApi(configApiRef);
  const users = useDemoUsers().filter(({ name }) => name !== 'guest');
  return (
    <Page themeId="home">
      <Header title={config.getString('app.title')} />
      <Content>
        <Grid container spacing={3}>
          {error && (
            <Grid item xs={12}>
              <ErrorPanel title="Nobody was signed in" error={error} />
            </Grid>
          )}
          <Grid item xs={12} md={4}>
            <InfoCard
              title="Guest"
              actions={
                <Button
                  color="primary"
                  variant="outlined"
                  onClick={() => onChoose('guest')}
                >
                  Enter
                </Button>
              }
            >
              <Typography variant="body1">
                Look around as a guest, who is on the Checkout team.
              </Typography>
            </InfoCard>
          </Grid>
          {users.length > 0 && (
            <Grid item xs={12} md={8}>
              <InfoCard
                title="Somebody of the shop"
                subheader="No password: this is a demo. Ask for access as one of them, approve it as another."
              >
                <TeamList users={users} onChoose={onChoose} />
              </InfoCard>
            </Grid>
          )}
        </Grid>
      </Content>
    </Page>
  );
};

import { setupServer } from 'msw/node';
import { gitHostOverHttpContract } from '../__testUtils__/contract/gitHostOverHttpContract';
import { startGiteaWorld, token } from '../__testUtils__/gitea/startGiteaWorld';

describe('GiteaApi over HTTP', () => {
  gitHostOverHttpContract(async () => {
    const faults = setupServer();
    faults.listen({ onUnhandledRequest: 'bypass' });
    const world = await startGiteaWorld();
    return {
      ...world,
      faults,
      stop: async () => {
        faults.close();
        await world.stop();
      },
      apiUrl: `${world.url}/api/v1`,
      secrets: [
        token,
        Buffer.from(`${world.login}:${token}`).toString('base64'),
      ],
    };
  });
});

import { gitHostOverHttpContract } from '../__testUtils__/gitHostOverHttpContract';
import {
  gitlabToken,
  startGitlabWorld,
} from '../__testUtils__/startGitlabWorld';

describe('GitlabGitHost over HTTP', () => {
  gitHostOverHttpContract(async clock => {
    const world = await startGitlabWorld(clock, 2_000);
    return {
      ...world,
      second: world.host,
      clock,
      apiUrl: 'https://gitlab.com/api/v4',
      secrets: [gitlabToken],
    };
  });
});

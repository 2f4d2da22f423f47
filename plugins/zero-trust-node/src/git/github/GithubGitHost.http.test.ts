import { gitHostOverHttpContract } from '../__testUtils__/gitHostOverHttpContract';
import {
  githubToken,
  startGithubWorld,
} from '../__testUtils__/startGithubWorld';

describe('GithubGitHost over HTTP', () => {
  gitHostOverHttpContract(async clock => {
    const world = await startGithubWorld('token', clock, 2_000);
    return {
      ...world,
      second: world.host,
      clock,
      apiUrl: 'https://api.github.com',
      secrets: [githubToken],
    };
  });
});

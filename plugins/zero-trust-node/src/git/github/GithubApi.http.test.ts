import { gitHostOverHttpContract } from '../__testUtils__/contract/gitHostOverHttpContract';
import {
  githubToken,
  startGithubWorld,
} from '../__testUtils__/github/startGithubWorld';

describe('GithubApi over HTTP', () => {
  gitHostOverHttpContract(async () => ({
    ...(await startGithubWorld()),
    apiUrl: 'https://api.github.com',
    secrets: [githubToken],
  }));
});

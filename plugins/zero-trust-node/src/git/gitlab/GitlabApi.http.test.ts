import { gitHostOverHttpContract } from '../__testUtils__/contract/gitHostOverHttpContract';
import {
  gitlabToken,
  startGitlabWorld,
} from '../__testUtils__/gitlab/startGitlabWorld';

describe('GitlabApi over HTTP', () => {
  gitHostOverHttpContract(async () => ({
    ...(await startGitlabWorld()),
    apiUrl: 'https://gitlab.com/api/v4',
    secrets: [gitlabToken],
  }));
});

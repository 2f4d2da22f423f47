import { gitHostContract } from '../__testUtils__/contract/gitHostContract';
import { startGitlabWorld } from '../__testUtils__/gitlab/startGitlabWorld';

describe('GitlabApi', () => {
  gitHostContract(() => startGitlabWorld());
});

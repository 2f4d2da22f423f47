import { gitHostContract } from '../__testUtils__/gitHostContract';
import { startGitlabWorld } from '../__testUtils__/startGitlabWorld';

describe('GitlabGitHost', () => {
  gitHostContract(() => startGitlabWorld());
});

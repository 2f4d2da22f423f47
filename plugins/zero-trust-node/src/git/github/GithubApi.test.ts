import { gitHostContract } from '../__testUtils__/contract/gitHostContract';
import { startGithubWorld } from '../__testUtils__/github/startGithubWorld';

describe.each(['app', 'token'] as const)('GithubApi with an %s', type => {
  gitHostContract(() => startGithubWorld(type));
});

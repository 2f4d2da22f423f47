import { gitHostContract } from '../__testUtils__/gitHostContract';
import { startGithubWorld } from '../__testUtils__/startGithubWorld';

describe.each(['app', 'token'] as const)('GithubGitHost with an %s', type => {
  gitHostContract(() => startGithubWorld(type));
});

import { gitHostContract } from '../__testUtils__/gitHostContract';
import { startGiteaWorld } from '../__testUtils__/startGiteaWorld';

describe('GiteaGitHost', () => {
  gitHostContract(() => startGiteaWorld());
});

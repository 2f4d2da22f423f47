import { gitHostContract } from '../__testUtils__/contract/gitHostContract';
import { startGiteaWorld } from '../__testUtils__/gitea/startGiteaWorld';

describe('GiteaApi', () => {
  gitHostContract(startGiteaWorld);
});

import { gitHostContract } from '../__testUtils__/contract/gitHostContract';
import { seedFiles } from '../__testUtils__/GitHostWorld';
import { worldOf } from '../__testUtils__/worldOf';
import { MemoryGitHost } from './MemoryGitHost';

describe('MemoryGitHost', () => {
  gitHostContract(async () => {
    const host = new MemoryGitHost({
      files: seedFiles,
      people: ['mila', 'amira'],
    });
    return { host, ...worldOf(host), stop: async () => {} };
  });
});

import { BareRepository } from '../repository/BareRepository';
import { HostedRepository } from './HostedRepository';
import { PullRequest } from './PullRequest';

describe('the base of a pull request', () => {
  const repository = new HostedRepository(
    1,
    'shop',
    'policies',
    { branch: async () => 'after the merge' } as unknown as BareRepository,
    () => new Date(0),
  );

  it('is where its branch is', async () => {
    expect(await repository.baseOf({ base: 'main' })).toBe('after the merge');
  });

  it('stays where it was when it is merged while somebody asks', async () => {
    const pull: Pick<PullRequest, 'base' | 'baseSha'> = { base: 'main' };
    const asked = repository.baseOf(pull);
    pull.baseSha = 'before the merge';
    expect(await asked).toBe('before the merge');
  });
});

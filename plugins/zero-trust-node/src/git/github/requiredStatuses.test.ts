import {
  GithubWorld,
  startGithubWorld,
} from '../__testUtils__/github/startGithubWorld';

const context = 'zero-trust/owner-approval';

describe('requiredStatuses on GitHub', () => {
  let world: GithubWorld;
  const asked = () => world.host.requiredStatuses?.('main');

  beforeEach(async () => {
    world = await startGithubWorld('app');
  });
  afterEach(() => world.stop());

  it('takes rulesets and branch protection together', async () => {
    await world.require([context, 'ci']);
    expect(await asked()).toEqual([context, 'ci']);
  });

  it('asks the protection itself where the branch does not show it', async () => {
    await world.require([context]);
    world.server.protectionShown = 'administration';
    expect(await asked()).toEqual([context]);
  });

  it.each([
    ['the protection is hidden', { protectionShown: 'nowhere' }],
    ['the plan has no rulesets', { hasRulesets: false }],
  ] as const)('cannot tell when %s', async (_, how) => {
    await world.require([context]);
    Object.assign(world.server, how);
    expect(await asked()).toBe('unreadable');
  });

  it('cannot tell when everything is refused', async () => {
    world.server.twin.required = 'unreadable';
    expect(await asked()).toBe('unreadable');
  });

  it('cannot tell of a branch that is not there', async () => {
    expect(await world.host.requiredStatuses?.('other')).toBe('unreadable');
  });

  it('passes on that GitHub is down, instead of calling it unreadable', async () => {
    world.server.twin.required = [];
    world.wire.instead.push({ status: 429, headers: { 'retry-after': '90' } });
    await expect(asked()).rejects.toMatchObject({ code: 'GIT_RATE_LIMITED' });
  });
});

import {
  GitHost,
  GitHostError,
  MemoryGitHost,
} from '@ztn/backstage-plugin-zero-trust-node';
import { enforcementOf } from './enforcementOf';

const hostWith = (change: Partial<GitHost>): GitHost => {
  const host = new MemoryGitHost({ files: { README: '' }, people: [] });
  return new Proxy<GitHost>(host, {
    get: (target, name, receiver) =>
      name in change
        ? Reflect.get(change, name)
        : Reflect.get(target, name, receiver),
  });
};
const asks = (required: readonly string[] | 'unreadable') =>
  hostWith({ requiredStatuses: async () => required });

describe('enforcementOf', () => {
  it.each([
    ['yes', 'requires it', asks(['ci', 'zero-trust/owner-approval'])],
    ['no', 'requires others', asks(['ci'])],
    ['no', 'requires none', asks([])],
    ['unknown', 'does not tell', asks('unreadable')],
    ['unknown', 'cannot be asked', hostWith({ requiredStatuses: undefined })],
    [
      'unknown',
      'refuses to tell',
      hostWith({
        requiredStatuses: async () => {
          throw new GitHostError('GIT_FORBIDDEN', 'no');
        },
      }),
    ],
  ])('says %s of a host that %s', async (expected, _what, host) => {
    expect(await enforcementOf(host, 'main')).toBe(expected);
  });

  it('says no of a host without commit statuses, which cannot wait for one', async () => {
    const { abilities } = hostWith({});
    const host = hostWith({
      abilities: { ...abilities, commitStatuses: false },
      requiredStatuses: async () => ['zero-trust/owner-approval'],
    });
    expect(await enforcementOf(host, 'main')).toBe('no');
  });
});

import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { Request } from 'express';
import { OncePerCaller } from '../posture/OncePerCaller';
import { sharedCredentials } from './sharedCredentials';

const by = (name: string) =>
  ({
    headers: {
      authorization: mockCredentials.user.header(`user:default/${name}`),
    },
  } as Request);

describe('credentials of requests that come together', () => {
  const start = () => {
    const time = { ms: 0 };
    const httpAuth = sharedCredentials(mockServices.httpAuth(), () => time.ms);
    return { time, httpAuth };
  };

  it('are the same ones for the same token', async () => {
    const { time, httpAuth } = start();
    const first = await httpAuth.credentials(by('ann'));
    time.ms = 900;
    expect(await httpAuth.credentials(by('ann'))).toBe(first);
  });

  it('are others a second later, however often they were used', async () => {
    const { time, httpAuth } = start();
    const first = await httpAuth.credentials(by('ann'));
    time.ms = 900;
    await httpAuth.credentials(by('ann'));
    time.ms = 1_000;
    expect(await httpAuth.credentials(by('ann'))).not.toBe(first);
  });

  it('are never those of another token', async () => {
    const { httpAuth } = start();
    await httpAuth.credentials(by('ann'));
    const { principal } = await httpAuth.credentials(by('bob'));
    expect(principal).toMatchObject({ userEntityRef: 'user:default/bob' });
  });

  it('are not given for a token that is refused', async () => {
    const { httpAuth } = start();
    const bad = { headers: { authorization: 'Bearer nonsense' } } as Request;
    await expect(httpAuth.credentials(bad)).rejects.toThrow();
  });
});

describe('what is asked once per caller', () => {
  it('serves the same credentials for a second, and nobody else', () => {
    const time = { ms: 0 };
    const once = new OncePerCaller<string>(() => time.ms);
    const [ann, bob] = [mockCredentials.user(), mockCredentials.user()];
    once.remember(ann, 'a', 'granted');
    time.ms = 999;
    once.remember(ann, 'a', 'granted');
    expect(once.get(ann, 'a')).toBe('granted');
    expect(once.get(ann, 'b')).toBeUndefined();
    expect(once.get(bob, 'a')).toBeUndefined();
    time.ms = 1_000;
    expect(once.get(ann, 'a')).toBeUndefined();
  });
});

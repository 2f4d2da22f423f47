import { GitHostError } from '@ztn/backstage-plugin-zero-trust-node';
import { aHost } from './testing/placingWorld';
import {
  cartToPayment,
  policyPath,
  requestsRoot,
  useAccess,
  why,
} from './testing/useAccess';

jest.setTimeout(60_000);

describe('CODEOWNERS of a source', () => {
  const start = useAccess();

  it.each([
    ['a member of the owning team', '/clusters/prod/pay/ @pia'],
    [
      'the team, as the organization calls it',
      '* @nobody\nclusters/ @shop/pay-team',
    ],
    ['the owning team by its own name', '* @pay-team'],
  ])('agrees where it names %s', async (_, text) => {
    const shop = await start({ gitHost: aHost({ CODEOWNERS: text }) });
    const { outcome, findings } = await shop.preview();
    expect(outcome).toBe('change');
    expect(findings).toEqual([]);
  });

  it.each([
    ['others', '* @carl'],
    ['nobody, in its last line', '* @pia\nclusters/prod/pay/'],
  ])('blocks in production where it names %s', async (_, text) => {
    const shop = await start({
      gitHost: aHost({ '.github/CODEOWNERS': text }),
    });
    const { outcome, findings, hash } = await shop.preview();
    expect(outcome).toBe('blocked');
    expect(findings).toMatchObject([
      { id: 'codeowners-mismatch', level: 'block', about: [policyPath] },
    ]);
    const { status, body } = await shop.post(
      requestsRoot,
      {
        spec: cartToPayment,
        justification: why,
        submit: true,
        previewHash: hash,
      },
      'carla',
    );
    expect([status, body.error.code]).toEqual([409, 'GUARDRAIL_BLOCKED']);
  });

  it.each([
    [
      'in development',
      { accessRequests: { clusters: { prod: { tier: 'dev' } } } },
    ],
    [
      'where the operator says so',
      { zeroTrust: { guardrails: { 'codeowners-mismatch': 'warn' } } },
    ],
  ])('warns %s', async (_, options) => {
    const shop = await start({
      ...options,
      gitHost: aHost({ CODEOWNERS: '* @carl' }),
    });
    const { outcome, findings } = await shop.preview();
    expect(outcome).toBe('change');
    expect(findings).toMatchObject([{ level: 'warn' }]);
  });

  it('is read once for a commit, and again when the host was down', async () => {
    const asked: string[] = [];
    let isDown = true;
    const shop = await start({
      gitHost: aHost({ 'docs/CODEOWNERS': '* @pia' }),
      around: host =>
        new Proxy(host, {
          get: (target, name) =>
            name === 'readFile'
              ? async (sha: string, path: string) => {
                  if (/CODEOWNERS/.test(path)) {
                    asked.push(path);
                    if (isDown) {
                      throw new GitHostError('GIT_UNAVAILABLE', 'it is down');
                    }
                  }
                  return target.readFile(sha, path);
                }
              : Reflect.get(target, name),
        }),
    });
    const { status } = await shop.post(
      `${requestsRoot}/preview`,
      cartToPayment,
      'carla',
    );
    expect(status).toBe(503);
    isDown = false;
    expect((await shop.preview()).outcome).toBe('change');
    const before = asked.length;
    expect((await shop.preview()).outcome).toBe('change');
    expect(asked).toHaveLength(before);
  });
});

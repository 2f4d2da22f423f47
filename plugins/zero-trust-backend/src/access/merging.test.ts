import { accessPreviewSchema } from '@ztn/backstage-plugin-zero-trust-common';
import { checked } from '../testing/useShop';
import {
  aHost,
  callers,
  callersPath,
  docs,
  merging,
} from './testing/placingWorld';
import {
  cartToPayment,
  policyPath,
  requestsRoot,
  useAccess,
  why,
} from './testing/useAccess';

jest.setTimeout(60_000);

describe('a source whose policies take rules', () => {
  const start = useAccess();

  it('G6 appends one rule to the policy of exactly the callee, and follows it until it is in force', async () => {
    const shop = await start({
      policySources: [merging],
      gitHost: aHost({ [callersPath]: callers }),
    });
    const preview = await shop.preview();
    expect(preview).toMatchObject({
      outcome: 'change',
      reason:
        'With a rule more in NetworkPolicy pay/callers: cart may call payment on port 8080/TCP.',
      parts: [{ files: [{ path: callersPath, change: 'modify' }] }],
    });
    const [{ diff }] = preview.parts[0].files;
    expect(diff.match(/^@@/gm)).toHaveLength(1);
    expect(diff).not.toMatch(/^-(?!--)/m);
    expect(preview.layers.filter(({ action }) => action !== 'none')).toEqual([
      expect.objectContaining({
        action: 'merge',
        object: 'NetworkPolicy pay/callers',
      }),
    ]);

    const { id } = await shop.opened();
    shop.host.review('pia', 1, 'approved');
    await shop.later();
    shop.host.merge('pia', 1, 'merge');
    await shop.later();
    await shop.sync();
    const effective = await shop.until(id, 'effective');
    expect(effective.attention).toBeUndefined();
  });

  it('G5 leaves a policy of the whole namespace alone and writes a new object', async () => {
    const wide = callers.replace(
      'podSelector: { matchLabels: { app: payment } }',
      'podSelector: {}',
    );
    const other = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ledger, namespace: pay }
spec:
  selector: { matchLabels: { app: ledger } }
  template:
    metadata: { labels: { app: ledger } }
    spec: { containers: [{ name: main, image: web }] }
`;
    const shop = await start({
      manifests: docs(`\n${wide}`, other),
      policySources: [merging],
      gitHost: aHost({ [callersPath]: wide }),
    });
    const preview = await shop.preview();
    expect(preview.parts).toMatchObject([
      { files: [{ path: policyPath, change: 'add' }] },
    ]);
    expect(preview.layers.map(({ action }) => action)).toContain('create');
  });

  it.each([
    [
      'beside one whose rules are in brackets',
      callers.replace(
        /ingress:[^]*$/,
        'ingress: [{ from: [{ namespaceSelector: { matchExpressions: [{ key: kubernetes.io/metadata.name, operator: In, values: [shop, hush] }] } }], ports: [{ port: 8080, protocol: TCP }] }]\n',
      ),
      callersPath,
    ],
    ['in a new file beside a template', `${callers}# {{ .x }}\n`, policyPath],
  ])(
    'G6 falls back to an object of its own %s, and says so',
    async (_, text, path) => {
      const shop = await start({
        policySources: [merging],
        gitHost: aHost({ [callersPath]: text }),
      });
      const { parts, layers, reason } = await shop.preview();
      expect(parts.flatMap(({ files }) => files)).toMatchObject([{ path }]);
      expect(reason).toMatch(/^With one new object/);
      expect(layers.filter(({ action }) => action !== 'none')).toEqual([
        expect.objectContaining({
          action: 'create',
          object: 'NetworkPolicy pay/zt-store-cart--payment',
        }),
      ]);
    },
  );

  it('L6 lets a person choose among files by their ids and by nothing else', async () => {
    const copy = 'clusters/prod/pay/copy.yaml';
    const shop = await start({
      policySources: [merging],
      gitHost: aHost({ [callersPath]: callers, [copy]: callers }),
    });
    const { outcome, choices = [], hash } = await shop.preview();
    expect(outcome).toBe('not_locatable');
    expect(choices.map(({ path }) => path)).toEqual([callersPath, copy]);
    const asked = { justification: why, submit: true, previewHash: hash };
    const refused = await shop.post(
      requestsRoot,
      { ...asked, spec: cartToPayment },
      'carla',
    );
    expect([refused.status, refused.body.error.code]).toEqual([
      409,
      'AMBIGUOUS_TARGET',
    ]);
    const previewOf = async (chosen: readonly string[]) =>
      shop.post(
        `${requestsRoot}/preview`,
        { ...cartToPayment, choices: chosen },
        'carla',
      );
    const decided = checked(
      accessPreviewSchema,
      (await previewOf([choices[1].id])).body,
    );
    expect(decided.parts[0].files).toMatchObject([{ path: copy }]);
    const text = await previewOf([copy]);
    expect([text.status, text.body.error.code]).toEqual([400, 'INVALID_SPEC']);
    expect((await previewOf(['00000000'])).body.outcome).toBe('not_locatable');
    const chosen = { ...cartToPayment, choices: [choices[1].id] };
    const { parts } = await shop.opened('carla', chosen);
    expect(parts[0].files).toEqual([copy]);
  });
});

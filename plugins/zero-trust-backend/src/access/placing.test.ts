import { accessPreviewSchema } from '@ztn/backstage-plugin-zero-trust-common';
import { MemoryGitHost } from '@ztn/backstage-plugin-zero-trust-node';
import { checked, root } from '../testing/useShop';
import {
  AccessOptions,
  cartToPayment,
  policyPath,
  policySource,
  requestsRoot,
  teams,
  useAccess,
  why,
} from './testing/useAccess';

jest.setTimeout(60_000);

/** `payment`, with the marks of the controller that applied it. */
const payment = (metadata: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: payment, namespace: pay, ${metadata} }
spec:
  selector: { matchLabels: { app: payment } }
  template:
    metadata: { labels: { app: payment, backstage.io/kubernetes-id: payment } }
    spec:
      serviceAccountName: payment
      containers: [{ name: main, image: web, ports: [{ containerPort: 8080 }] }]
`;

const trackedAs = (id: string) =>
  payment(`annotations: { argocd.argoproj.io/tracking-id: '${id}' }`);

const tracked = trackedAs('payments:apps/Deployment:pay/payment');

const application = (spec: string) => `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: payments, namespace: argocd }
spec: { ${spec} }
`;

const from = (path: string, revision = 'main') =>
  `repoURL: 'https://bot:secret@git.example.com/shop/policies.git', path: ${path}, targetRevision: ${revision}`;

const flux = `
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: pay, namespace: flux-system }
spec: { path: ./clusters/prod/flux, sourceRef: { kind: GitRepository, name: policies } }
---
apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: { name: policies, namespace: flux-system }
spec: { url: 'ssh://git@git.example.com/shop/policies', ref: { branch: main } }
`;

const docs = (...manifests: readonly string[]) => manifests.join('---');

/** The policy that closes `payment`, as a file has it. */
const callers = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: callers, namespace: pay }
spec:
  podSelector: { matchLabels: { app: payment } }
  policyTypes: [Ingress]
  ingress:
    # whoever was there first
    - from:
        - namespaceSelector:
            matchExpressions:
              - { key: kubernetes.io/metadata.name, operator: In, values: [shop, hush] }
      ports: [{ port: 8080, protocol: TCP }]
`;

const callersPath = 'clusters/prod/pay/callers.yaml';

const merging = { ...policySource, strategy: 'merge' };

const aHost = (files: Record<string, string>) =>
  new MemoryGitHost({
    files: { 'README.md': '# Policies\n', ...files },
    people: Object.keys(teams),
  });

describe('where a plan is written', () => {
  const start = useAccess();

  const previewOf = async (options: AccessOptions) =>
    (await start(options)).preview();

  it('L3 follows Argo CD to the dry source, not to the branch that a machine writes', async () => {
    const preview = await previewOf({
      manifests: docs(
        tracked,
        application(
          `sourceHydrator: { drySource: { ${from(
            'clusters/prod/argo',
          )} }, syncSource: { targetBranch: hydrated, path: clusters/prod/hydrated } }`,
        ),
      ),
    });
    expect(preview.parts).toMatchObject([
      {
        locatedBy: 'provenance',
        files: [{ path: 'clusters/prod/argo/allow-cart.yaml', change: 'add' }],
      },
    ]);
  });

  it('follows a Kustomization of Flux to its folder', async () => {
    const labels =
      'labels: { kustomize.toolkit.fluxcd.io/name: pay, kustomize.toolkit.fluxcd.io/namespace: flux-system }';
    const preview = await previewOf({
      manifests: docs(payment(labels), flux),
    });
    expect(preview.parts).toMatchObject([
      {
        locatedBy: 'provenance',
        files: [{ path: 'clusters/prod/flux/allow-cart.yaml' }],
      },
    ]);
  });

  it('L2 ignores the tracking id of an object that was copied', async () => {
    const preview = await previewOf({
      manifests: docs(
        trackedAs('payments:apps/Deployment:pay/ledger'),
        application(`source: { ${from('clusters/prod/argo')} }`),
      ),
    });
    expect(preview.parts).toMatchObject([
      { locatedBy: 'template', files: [{ path: policyPath }] },
    ]);
  });

  it('L4 writes nothing where the controller follows a tag', async () => {
    const shop = await start({
      manifests: docs(
        tracked,
        application(`source: { ${from('clusters/prod', 'v1.2.0')} }`),
      ),
    });
    const { outcome, reason, hash } = await shop.preview();
    expect([outcome, reason]).toEqual([
      'not_locatable',
      'the GitOps controller follows a tag, a commit or another branch',
    ]);
    const asked = {
      spec: cartToPayment,
      justification: why,
      submit: true,
      previewHash: hash,
    };
    const { status, body } = await shop.post(requestsRoot, asked, 'carla');
    expect([status, body.error.code]).toEqual([409, 'SOURCE_NOT_WRITABLE']);
    expect(shop.host.pulls).toEqual([]);
  });

  it('does without the hints of kinds that may not be read, and fails no cluster for it', async () => {
    const hints = ['Application', 'Kustomization', 'GitRepository'];
    const shop = await start({
      forbid: hints,
      manifests: docs(
        tracked,
        application(`source: { ${from('clusters/prod/argo')} }`),
      ),
    });
    expect((await shop.preview()).parts).toMatchObject([
      { locatedBy: 'template', files: [{ path: policyPath }] },
    ]);
    const { body } = await shop.get(`${root}/clusters`);
    const [{ state, unreadable, kinds }] = body.clusters;
    expect({ state, unreadable }).toEqual({
      state: 'watching',
      unreadable: [],
    });
    // What is shown is what is so: they could not be read.
    expect(
      kinds
        .filter(({ kind }: { kind: string }) => hints.includes(kind))
        .map(({ missing }: { missing: string }) => missing),
    ).toEqual([
      'list applications.argoproj.io',
      'list kustomizations.kustomize.toolkit.fluxcd.io',
      'list gitrepositories.source.toolkit.fluxcd.io',
    ]);
  });

  it('L5 writes into the overlay of the cluster and leaves the base alone', async () => {
    const base = 'clusters/prod/base';
    const overlay = 'clusters/prod/pay/payment/kustomization.yaml';
    const preview = await previewOf({
      policySources: [
        {
          ...merging,
          writable: ['clusters/prod/pay/**'],
          kustomization: 'nearest',
        },
      ],
      gitHost: aHost({
        [`${base}/callers.yaml`]: callers,
        [`${base}/kustomization.yaml`]: 'resources: [callers.yaml]\n',
        [overlay]: 'resources:\n  - ../../base\n',
      }),
    });
    expect(preview.parts[0].files.map(({ path }) => path)).toEqual([
      policyPath,
      overlay,
    ]);
  });
});

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
});

import { root } from '../testing/useShop';
import {
  aHost,
  application,
  callers,
  docs,
  flux,
  from,
  merging,
  payment,
  tracked,
  trackedAs,
} from './testing/placingWorld';
import {
  accessEntities,
  AccessOptions,
  cartToPayment,
  policyPath,
  policySource,
  requestsRoot,
  useAccess,
  why,
} from './testing/useAccess';

jest.setTimeout(60_000);

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

describe('the annotation of an entity', () => {
  const start = useAccess();

  it.each([
    ['prod', 'clusters/prod/here/allow-cart.yaml'],
    ['test', 'clusters/prod/there/allow-cart.yaml'],
  ])('may be another one in environment %s', async (environment, path) => {
    const annotations = {
      'backstage.io/kubernetes-id': 'payment',
      'zero-trust/policy-source': 'policies#clusters/prod/there',
      'zero-trust/policy-source.prod': 'policies#clusters/prod/here',
    };
    const shop = await start({
      accessRequests: { clusters: { prod: { environment } } },
      entities: accessEntities().map(entity =>
        entity.metadata.name === 'payment'
          ? { ...entity, metadata: { ...entity.metadata, annotations } }
          : entity,
      ),
    });
    expect((await shop.preview()).parts).toMatchObject([
      { locatedBy: 'annotation', files: [{ path }] },
    ]);
  });
});

describe('a plan for both ends', () => {
  const start = useAccess();

  it('G19 is one part in each of two repositories, with the object that belongs there', async () => {
    const closedCart = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: cart-out, namespace: store }
spec: { podSelector: { matchLabels: { app: cart } }, policyTypes: [Egress] }
`;
    const entities = accessEntities().map(entity =>
      entity.metadata.name === 'cart'
        ? {
            ...entity,
            metadata: {
              ...entity.metadata,
              annotations: {
                ...entity.metadata.annotations,
                'zero-trust/policy-source': 'store',
              },
            },
          }
        : entity,
    );
    const shop = await start({
      entities,
      manifests: closedCart,
      policySources: [
        policySource,
        {
          ...policySource,
          id: 'store',
          repo: 'https://git.example.com/shop/store',
        },
      ],
    });
    const { outcome, parts } = await shop.preview();
    expect(outcome).toBe('change');
    const written = parts.map(({ sourceId, locatedBy, files }) => [
      sourceId,
      locatedBy,
      files.map(({ path }) => path),
    ]);
    expect(written).toEqual([
      ['policies', 'template', [policyPath]],
      ['store', 'annotation', ['clusters/prod/store/cart/allow-payment.yaml']],
    ]);
    const [ingress, egress] = parts.map(({ files }) => files[0].diff);
    expect(ingress).toContain('- Ingress');
    expect(egress).toContain('- Egress');
    expect(egress).not.toContain('Ingress');
  });

  it.each([
    [
      'a path with a newline',
      { paths: [{ type: 'exact', value: '/a\nb: c' }] },
    ],
    ['a path with U+2028', { paths: [{ type: 'exact', value: '/a\u2028b' }] }],
    ['a method that is none', { methods: ['GET\nx'] }],
  ])('G21 T1 is not made from %s', async (_, http) => {
    const shop = await start();
    const { status, body } = await shop.post(
      `${requestsRoot}/preview`,
      {
        ...cartToPayment,
        rules: [{ port: 8080, http: { methods: ['GET'], paths: [], ...http } }],
      },
      'carla',
    );
    expect([status, body.error.code]).toEqual([400, 'INVALID_SPEC']);
  });
});

import { aSource, anInput } from '../testing/edge';
import { memoryTree } from '../testing/memoryTree';
import { PlaceInput } from './Placement';
import { placeObjects } from './placeObjects';

const repo = 'https://git.example.com/acme/gitops';
const policies = 'clusters/prod-eu1/shop/policies/web--orders.yaml';

const sources: PlaceInput['sources'] = [
  { source: aSource({ repo, branch: 'main' }), tree: memoryTree({}) },
  {
    source: aSource({ id: 'team', newFile: undefined }),
    tree: memoryTree({}),
  },
];

const place = (over: Partial<PlaceInput>) =>
  placeObjects({ ...anInput(memoryTree({})), sources, ...over });

const placeOf = (placement: Awaited<ReturnType<typeof place>>) =>
  placement.parts.map(({ sourceId, locatedBy, edits }) => ({
    sourceId,
    locatedBy,
    paths: edits.map(({ path }) => path),
  }));

const live = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {
    name: 'orders',
    namespace: 'shop',
    labels: { 'app.kubernetes.io/instance': 'orders' },
  },
};

const provenance = (path: string, targetRevision = 'main') => ({
  callee: [live],
  caller: [],
  controllers: [
    {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: 'orders', namespace: 'argocd' },
      spec: { source: { repoURL: repo, path, targetRevision } },
    },
  ],
});

describe('where a new object goes', () => {
  it('follows the annotation of the callee to a source and a folder', async () => {
    const placement = await place({
      annotations: { callee: 'team#clusters/prod-eu1/team-a' },
    });
    expect(placeOf(placement)).toEqual([
      {
        sourceId: 'team',
        locatedBy: 'annotation',
        paths: ['clusters/prod-eu1/team-a/web--orders.yaml'],
      },
    ]);
  });

  it('uses the template of the source that the annotation names', async () => {
    expect(placeOf(await place({ annotations: { callee: 'prod' } }))).toEqual([
      { sourceId: 'prod', locatedBy: 'annotation', paths: [policies] },
    ]);
  });

  it.each([
    'nowhere',
    'https://evil.example.com/repo',
    'prod#../../etc',
    'prod#a#b',
    '',
  ])(
    'L1 falls through an annotation that says %j, and tells so',
    async callee => {
      const placement = await place({ annotations: { callee } });
      expect(placeOf(placement)).toEqual([
        { sourceId: 'prod', locatedBy: 'template', paths: [policies] },
      ]);
      expect(placement.findings).toMatchObject([{ id: 'unknown-source' }]);
    },
  );

  it('T4 writes nothing outside the allowlist although the annotation says so', async () => {
    expect(
      await place({ annotations: { callee: 'team#clusters/prod-us1' } }),
    ).toMatchObject({
      outcome: 'refused',
      refusals: [{ code: 'SOURCE_NOT_WRITABLE' }],
    });
  });

  it('L3 follows the controller of the workload to its folder', async () => {
    expect(
      placeOf(
        await place({ provenance: provenance('clusters/prod-eu1/argo') }),
      ),
    ).toEqual([
      {
        sourceId: 'prod',
        locatedBy: 'provenance',
        paths: ['clusters/prod-eu1/argo/web--orders.yaml'],
      },
    ]);
  });

  it('keeps the path of the template inside the folder of the controller', async () => {
    expect(
      placeOf(await place({ provenance: provenance('clusters/prod-eu1') })),
    ).toEqual([
      { sourceId: 'prod', locatedBy: 'provenance', paths: [policies] },
    ]);
  });

  it('L4 refuses when the controller follows a tag', async () => {
    expect(
      await place({ provenance: provenance('clusters/prod-eu1', 'v1.0.0') }),
    ).toMatchObject({
      outcome: 'refused',
      refusals: [{ code: 'SOURCE_NOT_WRITABLE' }],
    });
  });

  it('refuses when no source says where new files go', async () => {
    expect(await place({ sources: [sources[1]] })).toMatchObject({
      outcome: 'refused',
      refusals: [{ code: 'NOT_LOCATABLE' }],
    });
  });

  it('T2 refuses names that are no names', async () => {
    expect(
      await place({
        names: {
          cluster: 'prod-eu1',
          caller: { namespace: 'shop', name: '../../.github/workflows/x' },
          callee: { namespace: 'shop', name: 'orders' },
        },
      }),
    ).toMatchObject({
      outcome: 'refused',
      refusals: [{ code: 'INVALID_SPEC' }],
    });
  });
});

import { PlannedObject } from '../AccessPlan';
import { aSource, anInput, webToOrders } from '../testing/edge';
import { memoryTree } from '../testing/memoryTree';
import { PlaceInput } from './Placement';
import { placeObjects } from './placeObjects';
import { itemsAt } from './ruleLists';

const path = 'clusters/prod-eu1/shop/orders.yaml';

const existing = (rules: string) => `# orders
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: orders
  namespace: shop
spec:
  selector:
    matchLabels: {app: orders}
${rules}`;

const theirs = `  rules:
    - from:
        - source: {principals: [x]}
`;

const rule = itemsAt(webToOrders.object, ['spec', 'rules'])[0];

const planned = (...rules: readonly unknown[]): PlannedObject => ({
  ...webToOrders,
  mergeInto: [
    {
      object: 'AuthorizationPolicy shop/orders',
      path: ['spec', 'rules'],
      item: rule,
      merged: {
        apiVersion: 'security.istio.io/v1',
        kind: 'AuthorizationPolicy',
        metadata: { name: 'orders', namespace: 'shop' },
        spec: {
          selector: { matchLabels: { app: 'orders' } },
          action: 'ALLOW',
          rules: [...rules, rule],
        },
      },
    },
  ],
});

const object = planned({ from: [{ source: { principals: ['x'] } }] });

const merge = (files: Record<string, string>, over: Partial<PlaceInput> = {}) =>
  placeObjects(
    anInput(memoryTree(files), {
      source: aSource({ strategy: 'merge' }),
      objects: [object],
      ...over,
    }),
  );

describe('merging a rule into an object of a file', () => {
  it('G6 appends one rule: one hunk of added lines', async () => {
    const placement = await merge({ [path]: existing(theirs) });
    const [{ objects, edits }] = placement.parts;
    expect(objects).toMatchObject([
      {
        object: 'AuthorizationPolicy shop/orders',
        how: 'merge',
        locatedBy: 'content',
      },
    ]);
    expect(edits).toHaveLength(1);
    expect(edits[0].diff.match(/^@@/gm)).toHaveLength(1);
    expect(edits[0].diff).not.toMatch(/^-(?!--)/m);
  });

  it('writes an object of its own where the source wants that', async () => {
    const placement = await merge(
      { [path]: existing(theirs) },
      anInput(memoryTree({ [path]: existing(theirs) }), { objects: [object] }),
    );
    expect(placement.parts[0].objects).toMatchObject([{ how: 'file' }]);
  });

  it('E6 leaves a baseline without rules alone and writes a new object', async () => {
    for (const rules of ['  rules: []\n', '  rules:\n', '  action: ALLOW\n']) {
      const placement = await merge(
        { [path]: existing(rules) },
        { objects: [planned()] },
      );
      expect(placement.parts[0].objects).toMatchObject([
        {
          object: 'AuthorizationPolicy shop/zt-shop-web--orders',
          how: 'document',
        },
      ]);
    }
  });

  it('E7 writes a new object beside one whose rules are in brackets', async () => {
    const placement = await merge({
      [path]: existing('  rules: [{from: [{source: {principals: [x]}}]}]\n'),
    });
    expect(placement.parts[0].objects).toMatchObject([
      {
        path,
        how: 'document',
        object: 'AuthorizationPolicy shop/zt-shop-web--orders',
      },
    ]);
  });

  it('E8 E10 goes to a new file when the file is a template', async () => {
    const placement = await merge({
      [path]: `${existing(theirs)}# {{ .Values.x }}\n`,
    });
    expect(placement.parts[0].objects).toMatchObject([{ how: 'file' }]);
  });

  it('writes a new object when Git and the cluster differ', async () => {
    const placement = await merge({
      [path]: existing(theirs.replace('[x]', '[y]')),
    });
    expect(placement.parts[0].objects[0].how).not.toBe('merge');
    expect(placement.findings).toMatchObject([{ id: 'drift' }]);
  });

  it('E19 plans nothing the second time', async () => {
    const [{ edits }] = (await merge({ [path]: existing(theirs) })).parts;
    const again = await merge({ [path]: edits[0].after ?? '' });
    expect(again).toMatchObject({ outcome: 'already_in_git' });
  });

  it('L6 asks which file when two hold the object, by ids only', async () => {
    const files = {
      [path]: existing(theirs),
      'clusters/prod-eu1/shop/copy.yaml': existing(theirs),
    };
    const placement = await merge(files);
    expect(placement).toMatchObject({
      outcome: 'refused',
      refusals: [{ code: 'AMBIGUOUS_TARGET' }],
    });
    const choices = placement.refusals[0].choices ?? [];
    expect(choices).toHaveLength(2);
    const chosen = choices.find(choice => choice.path === path)?.id ?? '';
    expect(chosen).toMatch(/^[0-9a-f]{8}$/);
    const decided = await merge(files, { choices: [chosen] });
    expect(decided.parts[0].edits.map(edit => edit.path)).toEqual([path]);
    // Text of a user is no choice.
    expect(await merge(files, { choices: [path] })).toMatchObject({
      outcome: 'refused',
    });
  });

  it('L7 leaves an object that is only in the cluster alone', async () => {
    const placement = await merge({});
    expect(placement.parts[0].objects).toMatchObject([
      { object: 'AuthorizationPolicy shop/zt-shop-web--orders', how: 'file' },
    ]);
    expect(placement.findings).toMatchObject([
      { id: 'cluster-only', about: ['AuthorizationPolicy shop/orders'] },
    ]);
  });

  it('L5 writes a new object into the overlay and leaves the base untouched', async () => {
    const base = 'clusters/prod-eu1/base/orders.yaml';
    const overlay = 'clusters/prod-eu1/shop/kustomization.yaml';
    const placement = await merge(
      {
        [base]: existing(theirs),
        'clusters/prod-eu1/base/kustomization.yaml':
          'resources: [orders.yaml]\n',
        [overlay]: 'namespace: shop\nresources:\n- ../base\n',
      },
      {
        sources: [
          {
            source: aSource({
              strategy: 'merge',
              writable: ['clusters/prod-eu1/shop/**'],
            }),
            tree: memoryTree({
              [base]: existing(theirs),
              'clusters/prod-eu1/base/kustomization.yaml':
                'resources: [orders.yaml]\n',
              [overlay]: 'namespace: shop\nresources:\n- ../base\n',
            }),
          },
        ],
      },
    );
    expect(placement.parts[0].edits.map(edit => edit.path)).toEqual([
      overlay,
      'clusters/prod-eu1/shop/policies/web--orders.yaml',
    ]);
  });
});

import { PlaceInput } from './Placement';
import {
  aSource,
  anInput,
  webToOrders,
  webToOrdersNetwork,
} from '../testing/edge';
import { memoryTree } from '../testing/memoryTree';
import { PolicySource } from '../PolicySource';
import { readObjects } from '../tree/readObjects';
import { placeObjects } from './placeObjects';

type Files = Record<string, string>;

const newPath = 'clusters/prod-eu1/shop/policies/web--orders.yaml';
const kustomization = 'clusters/prod-eu1/shop/kustomization.yaml';

const place = (
  files: Files,
  over: Partial<PlaceInput> & { readonly source?: PolicySource } = {},
) => placeObjects(anInput(memoryTree(files), over));

/** The repository after the edits of a placement. */
const merged = async (files: Files, over: Partial<PlaceInput> = {}) => {
  const placement = await place(files, over);
  const after = new Map(Object.entries(files));
  for (const { path, after: text } of placement.parts.flatMap(
    ({ edits }) => edits,
  )) {
    if (text === undefined) after.delete(path);
    else after.set(path, text);
  }
  return Object.fromEntries(after);
};

describe('placeObjects', () => {
  it('writes a new file at the path of the template, with its diff', async () => {
    const placement = await place({});
    expect(placement).toMatchObject({ outcome: 'edits', refusals: [] });
    const [{ sourceId, locatedBy, edits }] = placement.parts;
    expect({ sourceId, locatedBy }).toEqual({
      sourceId: 'prod',
      locatedBy: 'template',
    });
    expect(edits).toHaveLength(1);
    expect(edits[0]).toMatchObject({
      path: newPath,
      change: 'add',
      expectBlob: null,
    });
    expect(edits[0].after).toContain('name: zt-shop-web--orders\n');
    expect(edits[0].diff).toMatch(
      /^--- \/dev\/null\n\+\+\+ b\/clusters\/prod-eu1\/shop\/policies\/web--orders\.yaml\n@@ -0,0 \+1,/,
    );
  });

  it('puts the objects of one edge into one file', async () => {
    const placement = await place(
      {},
      { objects: [webToOrders, webToOrdersNetwork] },
    );
    const [{ edits }] = placement.parts;
    expect(edits.map(({ path }) => path)).toEqual([newPath]);
    expect(edits[0].after?.match(/^---$/gm)).toHaveLength(1);
  });

  it('refuses the whole plan when one object has no place', async () => {
    const placement = await place(
      {},
      {
        objects: [
          webToOrders,
          {
            ...webToOrdersNetwork,
            object: { ...webToOrdersNetwork.object, kind: 'ConfigMap' },
          },
        ],
      },
    );
    expect(placement).toMatchObject({
      outcome: 'refused',
      parts: [],
      refusals: [
        { code: 'NOT_LOCATABLE', object: 'ConfigMap shop/zt-shop-web--orders' },
      ],
    });
  });

  it('appends a document to the file that the template names, when it is there', async () => {
    const before = '# ours\nkind: Other   # kept\n';
    const placement = await place({ [newPath]: before });
    expect(placement.parts[0].objects).toMatchObject([{ how: 'document' }]);
    const [edit] = placement.parts[0].edits;
    expect(edit).toMatchObject({
      change: 'modify',
      expectBlob: `blob-of-${newPath}`,
    });
    expect(edit.after?.startsWith(`${before}---\napiVersion:`)).toBe(true);
    expect(edit.diff).not.toMatch(/^-(?!--)/m);
  });

  it('E13 lists the new file in the nearest kustomization in the same part', async () => {
    const placement = await place({
      [kustomization]: 'resources:\n  - a.yaml # first\n  - z.yaml\n',
    });
    const [{ edits }] = placement.parts;
    expect(edits.map(({ path }) => path)).toEqual([kustomization, newPath]);
    expect(edits[0].after).toBe(
      'resources:\n  - a.yaml # first\n  - policies/web--orders.yaml\n  - z.yaml\n',
    );
  });

  it('E14 refuses two kustomizations in one folder, and writes nothing', async () => {
    const placement = await place({
      [kustomization]: 'resources: []\n',
      'clusters/prod-eu1/shop/kustomization.yml': 'resources: []\n',
    });
    expect(placement).toMatchObject({
      outcome: 'refused',
      parts: [],
      refusals: [{ code: 'AMBIGUOUS_TARGET' }],
    });
  });

  it('refuses a kustomization that moves objects to another namespace', async () => {
    const placement = await place({ [kustomization]: 'namespace: other\n' });
    expect(placement.refusals).toMatchObject([{ code: 'EDIT_NOT_PROVABLE' }]);
  });

  it('tells the name that a kustomization gives, and what rewrites objects', async () => {
    const placement = await place({
      [kustomization]: 'namePrefix: eu-\npatches: []\nresources: []\n',
    });
    expect(placement.parts[0].objects).toMatchObject([
      { liveName: 'eu-zt-shop-web--orders' },
    ]);
    expect(placement.findings).toMatchObject([{ id: 'kustomize-rewrites' }]);
  });

  it('refuses to extend a file that its kustomization does not list', async () => {
    const placement = await place({
      [kustomization]: 'resources: []\n',
      [newPath]: 'kind: Other\n',
    });
    expect(placement.refusals).toMatchObject([{ code: 'EDIT_NOT_PROVABLE' }]);
  });

  it.each<[string, Files]>([
    ['an empty repository', {}],
    [
      'a kustomization',
      { [kustomization]: 'resources:\n- b.yaml\n- a.yaml\n' },
    ],
    ['a file at the path', { [newPath]: 'kind: Other\n' }],
  ])('E19 plans nothing the second time after %s', async (_, files) => {
    const objects = [webToOrders, webToOrdersNetwork];
    const after = await merged(files, { objects });
    const again = await place(after, { objects });
    expect(again).toMatchObject({ outcome: 'already_in_git', refusals: [] });
    expect(again.parts.flatMap(({ edits }) => edits)).toEqual([]);
  });

  it('G7 finds the same rule in another order under another name', async () => {
    const path = 'clusters/prod-eu1/shop/theirs.yaml';
    const placement = await place({
      [path]: `apiVersion: security.istio.io/v1beta1
kind: AuthorizationPolicy
metadata: {name: theirs, namespace: shop}
spec:
  selector: {matchLabels: {app: orders}}
  rules:
  - to: [{operation: {paths: [/api/orders], methods: [GET], ports: ['8080']}}]
    from: [{source: {principals: [cluster.local/ns/shop/sa/web]}}]
`,
    });
    expect(placement).toMatchObject({
      outcome: 'already_in_git',
      parts: [{ edits: [], objects: [{ path, how: 'present' }] }],
    });
  });

  it('takes no dry-run policy and no deny policy for the same rule', async () => {
    const [first] = Object.values(await merged({}));
    const dryRun = first
      .replace('zt-shop-web--orders', 'dry')
      .replace(
        'namespace: shop',
        'namespace: shop\n  annotations: {istio.io/dry-run: "true"}',
      );
    const deny = first
      .replace('zt-shop-web--orders', 'deny')
      .replace('ALLOW', 'DENY');
    const placement = await place({
      'clusters/prod-eu1/x.yaml': `${dryRun}---\n${deny}`,
    });
    expect(placement.outcome).toBe('edits');
  });

  it('adds the rule that an object of the same name lacks', async () => {
    const files = await merged({});
    files[newPath] = files[newPath].replace('/api/orders', '/api/other');
    const placement = await place(files);
    expect(placement.parts[0].objects).toMatchObject([{ how: 'merge' }]);
    expect(placement.parts[0].edits[0].diff).not.toMatch(/^-(?!--)/m);
  });

  it('refuses when an object of the same name says something else', async () => {
    const files = await merged({});
    files[newPath] = files[newPath].replace('app: orders', 'app: everything');
    expect(await place(files)).toMatchObject({
      outcome: 'refused',
      refusals: [{ code: 'EDIT_NOT_PROVABLE' }],
    });
  });

  it('marks new objects with the request, and hashes the same without it', async () => {
    const preview = await place({});
    const submit = await place(
      {},
      { request: { id: '01k2m8q4xw7d', expiresAt: '2026-12-31' } },
    );
    expect(submit.parts[0].edits[0].after).toContain(
      'zero-trust/request-id: 01k2m8q4xw7d\n    zero-trust/expires-at: "2026-12-31"\n',
    );
    expect(submit.hashInput).toBe(preview.hashInput);
    expect(preview.hashInput).not.toContain('blob-of');
  });

  it('gives another hash when something else is written', async () => {
    const one = await place({});
    const two = await place({ [kustomization]: 'resources: []\n' });
    const three = await place({}, { objects: [webToOrdersNetwork] });
    expect(
      new Set([one, two, three].map(({ hashInput }) => hashInput)).size,
    ).toBe(3);
  });

  it('reads the objects back as they were planned', async () => {
    const files = await merged(
      {},
      { objects: [webToOrders, webToOrdersNetwork] },
    );
    const read = await readObjects(memoryTree(files), [newPath, 'gone.yaml']);
    expect(read).toEqual({
      objects: [webToOrders, webToOrdersNetwork].map(({ object }) => ({
        path: newPath,
        object,
      })),
      missing: ['gone.yaml'],
      unreadable: [],
    });
  });

  it('T20 rounds no file that two YAML versions read differently', async () => {
    const read = await readObjects(
      memoryTree({ 'a.yaml': 'metadata: {labels: {on: yes}}\n' }),
      ['a.yaml'],
    );
    expect(read).toMatchObject({
      objects: [],
      unreadable: [{ path: 'a.yaml' }],
    });
  });

  it('T12 does not edit a file that holds a secret, nor one that is encrypted', async () => {
    const secret = 'kind: Secret\nstringData: {password: hunter2}\n';
    const sealed = 'kind: Other\nsops:\n  mac: x\n';
    for (const text of [secret, sealed, `kind: Other\n---\n${secret}`]) {
      const placement = await place({ [newPath]: text });
      expect(placement).toMatchObject({ outcome: 'refused', parts: [] });
      expect(JSON.stringify(placement)).not.toContain('hunter2');
    }
  });

  it('T4 writes only kinds and clusters that the source lists', async () => {
    for (const source of [
      aSource({ kinds: ['NetworkPolicy'] }),
      aSource({ clusters: ['prod-us1'] }),
    ]) {
      expect(await place({}, { source })).toMatchObject({
        outcome: 'refused',
        refusals: [{ code: 'NOT_LOCATABLE' }],
      });
    }
  });
});

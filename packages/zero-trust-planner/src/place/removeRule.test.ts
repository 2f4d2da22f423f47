import { acceptedValue, refusalOf } from '../testing/edited';
import { aSource, webToOrders } from '../testing/edge';
import { memoryTree } from '../testing/memoryTree';
import { RuleRemoval, removeRule } from './removeRule';
import { itemsAt } from './ruleLists';

const path = 'clusters/prod-eu1/shop/policies/orders.yaml';
const kustomization = 'clusters/prod-eu1/shop/kustomization.yaml';

const file = (...rules: readonly string[]) => `# orders
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: zt-shop-web--orders
  namespace: shop
spec:
  selector:
    matchLabels: {app: orders}
  rules:
${rules.join('')}`;

const ours = `    # zero-trust/request: 01k2m8q4xw7d
    - from:
        - source: {principals: [cluster.local/ns/shop/sa/web]}
      to:
        - operation: {methods: [GET], ports: ["8080"], paths: [/api/orders]}
`;
const other = '    # theirs\n    - from: [{source: {principals: [x]}}]\n';

const remove = (
  files: Record<string, string>,
  over: Partial<RuleRemoval> = {},
) =>
  removeRule(
    { source: aSource(), tree: memoryTree(files) },
    {
      object: {
        group: 'security.istio.io',
        kind: 'AuthorizationPolicy',
        namespace: 'shop',
        name: 'zt-shop-web--orders',
      },
      list: ['spec', 'rules'],
      item: itemsAt(webToOrders.object, ['spec', 'rules'])[0],
      isOurs: true,
      staysIsolated: true,
      ...over,
    },
  );

describe('removeRule', () => {
  it('E15 removes the rule between two others with its mark', async () => {
    const edits = acceptedValue(
      await remove({ [path]: file(other, ours, other.replace('[x]', '[y]')) }),
    );
    expect(edits).toHaveLength(1);
    expect(edits[0].after).toBe(file(other, other.replace('[x]', '[y]')));
  });

  it('E16 removes nothing when a person edited the rule', async () => {
    const edited = ours.replace('/api/orders', '/api/*');
    expect(
      refusalOf(await remove({ [path]: file(other, edited) })),
    ).toMatchObject({ code: 'EDIT_NOT_PROVABLE' });
  });

  it('E17 deletes the file of our own object with its line in the kustomization', async () => {
    const edits = acceptedValue(
      await remove({
        [path]: file(ours),
        [kustomization]:
          'resources:\n- a.yaml # first\n- policies/orders.yaml\n',
      }),
    );
    expect(edits).toMatchObject([
      { path: kustomization, after: 'resources:\n- a.yaml # first\n' },
      { path, change: 'delete', expectBlob: `blob-of-${path}` },
    ]);
    expect(edits[1].after).toBeUndefined();
  });

  it('E17 removes only its document from a file with several', async () => {
    const rest = 'kind: Other\n# end\n';
    expect(
      acceptedValue(await remove({ [path]: `${file(ours)}---\n${rest}` }))[0]
        .after,
    ).toBe(rest);
    expect(
      acceptedValue(await remove({ [path]: `${rest}---\n${file(ours)}` }))[0]
        .after,
    ).toBe(rest);
  });

  it('E17 stops where nothing else isolates the workload', async () => {
    expect(
      refusalOf(await remove({ [path]: file(ours) }, { staysIsolated: false })),
    ).toMatchObject({ code: 'ISOLATION_DROP' });
  });

  it("E18 refuses to remove the last rule of somebody else's object", async () => {
    expect(
      refusalOf(await remove({ [path]: file(ours) }, { isOurs: false })),
    ).toMatchObject({ code: 'EDIT_NOT_PROVABLE' });
  });

  it('says so when the object is not in Git', async () => {
    expect(refusalOf(await remove({}))).toMatchObject({
      code: 'NOT_LOCATABLE',
    });
  });
});

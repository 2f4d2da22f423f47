import { objectsFromYaml, snapshotOf } from '../../../testing/fromYaml';
import { nodeProfiles } from './nodeProfiles';

const config = (selector: string) => `
---
apiVersion: cilium.io/v2
kind: CiliumNodeConfig
metadata: { name: gpu, namespace: kube-system }
spec:
  nodeSelector: { matchLabels: ${selector} }
  defaults: { policy-audit-mode: 'true' }
`;
const node = `
---
apiVersion: v1
kind: Node
metadata: { name: n1, labels: { pool: web } }
`;

const auditModes = (yaml: string) =>
  nodeProfiles(
    snapshotOf(objectsFromYaml(yaml), { cni: 'cilium' }),
  ).profiles.map(({ profile }) => profile.auditMode);

describe('the profiles that the agents of a cluster have', () => {
  it.each([
    ['one where no object sets any otherwise', node, [false]],
    ['one where no node is meant', node + config('{ pool: gpu }'), [false]],
    ['one where every node is meant', node + config('{ pool: web }'), [true]],
    ['both where nodes are not known', config('{ pool: gpu }'), [false, true]],
  ])('are %s', (_what, yaml, modes) => {
    expect(auditModes(yaml)).toEqual(modes);
  });
});

import { LabelPostings } from '../../../select/LabelPostings';
import { Field } from '../../../snapshot/Field';
import { parseCiliumSelector } from '../../../snapshot/ciliumSelector';
import { ciliumProfile, CiliumProfile } from './CiliumProfile';
import { asOfPods } from './CiliumSelectors';
import { peerSelector } from './rewriteSelector';
import { snapshotOf } from '../../../testing/fromYaml';

// Pods of a meshed cluster are not among the objects of this one, so no question
// names them. What a selector means for their labels is told apart all the same.

const profileOf = (defaultLocalCluster: boolean): CiliumProfile =>
  ciliumProfile(
    snapshotOf([], {
      cni: 'cilium',
      cilium: { version: '1.20', clusterName: 'c1', defaultLocalCluster },
    }).facts,
  );
const pod = (labels: Readonly<Record<string, string>>, cluster: string) =>
  new Map([
    ...Object.entries(labels),
    ['io.kubernetes.pod.namespace', 'ns1'],
    ['io.cilium.k8s.policy.cluster', cluster],
  ]);
const selects = (
  matchLabels: Readonly<Record<string, string>>,
  labels: ReadonlyMap<string, string>,
  defaultLocalCluster = true,
) =>
  !LabelPostings.of(1, [[0, labels]]).meeting(
    peerSelector(
      parseCiliumSelector(new Field({ matchLabels }, 'peer')),
      'ns1',
      profileOf(defaultLocalCluster),
    ).requirements.map(asOfPods),
  ).isEmpty;

describe('a peer without a cluster', () => {
  it('L13 is of the local cluster where that is the default', () => {
    expect(selects({ kind: 'echo' }, pod({ kind: 'echo' }, 'c2'))).toBe(false);
    expect(selects({ kind: 'echo' }, pod({ kind: 'echo' }, 'c1'))).toBe(true);
  });

  it('L14 is of any cluster where it is not', () => {
    expect(selects({ kind: 'echo' }, pod({ kind: 'echo' }, 'c2'), false)).toBe(
      true,
    );
  });
});

describe('a peer with a cluster', () => {
  const base = {
    name: 'rebel-base',
    'io.cilium.k8s.policy.cluster': 'c2',
  };

  it('L16 is of that cluster, in the namespace of the policy', () => {
    expect(selects(base, pod({ name: 'rebel-base' }, 'c2'))).toBe(true);
    expect(selects(base, pod({ name: 'rebel-base' }, 'c1'))).toBe(false);
    const elsewhere = new Map([
      ...pod({ name: 'rebel-base' }, 'c2'),
      ['io.kubernetes.pod.namespace', 'ns2'] as const,
    ]);
    expect(selects(base, elsewhere)).toBe(false);
  });
});

import { askNetwork, partiesOf } from '../testing/askNetwork';
import { aNamespace, aNode, aPod } from '../testing/builders';
import { snapshotOf } from '../testing/fromYaml';
import {
  withData,
  filesUnder,
  readJson,
  reportCompared,
} from '../testing/sharedData';
import { RawObject, StringMap } from '../snapshot/KubernetesObject';
import { Protocol } from '../vocabulary';

interface Topology {
  readonly namespaces: Readonly<Record<string, StringMap>>;
  readonly pods: readonly {
    readonly namespace: string;
    readonly name: string;
    readonly labels: StringMap;
    readonly ip: string;
    readonly hostNetwork: boolean;
    readonly node: string;
    readonly ports: readonly Readonly<Record<string, unknown>>[];
  }[];
  readonly nodes: readonly {
    readonly name: string;
    readonly labels: StringMap;
    readonly addresses: readonly string[];
  }[];
}

interface Suite {
  readonly shortName: string;
  readonly steps: readonly {
    readonly subtest: string;
    readonly policies: readonly RawObject[];
    readonly namespaceLabels: Readonly<Record<string, StringMap>>;
    readonly probes: readonly {
      readonly from: string;
      readonly to: string;
      readonly protocol: Protocol;
      readonly port: number;
      readonly connected: boolean;
    }[];
  }[];
}

describe.each([
  ['cnp-v1alpha2', 301],
  ['anp-banp-v1alpha1', 289],
])('network-policy-api %s', (set, probes) => {
  withData(`network-policy-api/${set}`, it.todo, folder => {
    const topology = readJson<Topology>(folder, 'topology.json');
    const suites = filesUnder(`${folder}/cases`).map(f => readJson<Suite>(f));
    let compared = 0;

    const objects = (labels: Readonly<Record<string, StringMap>>) => [
      ...Object.entries(topology.namespaces).map(([name, own]) =>
        aNamespace(name, { ...own, ...labels[name] }),
      ),
      ...topology.nodes.map(node =>
        aNode(node.name, node.addresses, node.labels),
      ),
      ...topology.pods.map(pod => aPod({ ...pod, address: pod.ip })),
    ];

    it.each(suites.map(s => [s.shortName, s] as const))(
      'agrees on %s',
      (_name, suite) => {
        for (const step of suite.steps) {
          const snapshot = snapshotOf(
            [...objects(step.namespaceLabels), ...step.policies],
            { cni: 'other', ipBlockMatchesPods: true },
          );
          const ask = askNetwork(snapshot);
          const parties = partiesOf(snapshot);
          const answers = step.probes.map(probe => {
            const { egress, ingress } = ask({
              ...probe,
              from: parties.get(probe.from)!,
              to: parties.get(probe.to)!,
            });
            const open =
              egress.outcome === 'allow' && ingress.outcome === 'allow';
            const closed =
              egress.outcome === 'deny' || ingress.outcome === 'deny';
            return {
              ...probe,
              connected: open || (closed ? false : 'neither'),
            };
          });
          expect({ step: step.subtest, answers }).toEqual({
            step: step.subtest,
            answers: step.probes,
          });
          compared += answers.length;
        }
      },
    );

    it('compares every probe', () => {
      reportCompared(`network-policy-api ${set}`, compared, 'probes');
      expect(compared).toBe(probes);
    });
  });
});

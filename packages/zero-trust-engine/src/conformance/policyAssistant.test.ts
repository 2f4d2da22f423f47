import { askNetwork, partiesOf } from '../testing/askNetwork';
import { aDeployment, aNamespace } from '../testing/builders';
import { snapshotOf } from '../testing/fromYaml';
import { withData, readJson, reportCompared } from '../testing/sharedData';
import { RawObject } from '../snapshot/KubernetesObject';
import { Direction, Protocol } from '../vocabulary';

interface FlowKey {
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly protocol: string;
}

interface Case {
  readonly id: string;
  readonly name: string;
  readonly usesRemovedFields: boolean;
  readonly namespaces: readonly string[];
  readonly pods: readonly string[];
  readonly ports: readonly number[];
  readonly protocols: readonly Protocol[];
  readonly networkPolicies: readonly RawObject[] | null;
  readonly adminNetworkPolicies: readonly RawObject[] | null;
  readonly baselineAdminNetworkPolicy: RawObject | null;
  readonly expected: {
    readonly defaultIngress: string;
    readonly defaultEgress: string;
    readonly nonDefaultIngress: readonly FlowKey[];
    readonly nonDefaultEgress: readonly FlowKey[];
  };
}

const keyOf = ({ from, to, port, protocol }: FlowKey) =>
  `${from} ${to} ${port}/${protocol}`;

function objectsOf(c: Case): readonly RawObject[] {
  const ports = c.ports.flatMap(port =>
    c.protocols.map(protocol => ({
      name: `serve-${port}-${protocol.toLowerCase()}`,
      containerPort: port,
      protocol,
    })),
  );
  return [
    ...c.namespaces.flatMap(namespace => [
      aNamespace(namespace, { ns: namespace }),
      ...c.pods.map(name =>
        aDeployment({ namespace, name, labels: { pod: name }, ports }),
      ),
    ]),
    ...(c.networkPolicies ?? []),
    ...(c.adminNetworkPolicies ?? []),
    ...(c.baselineAdminNetworkPolicy ? [c.baselineAdminNetworkPolicy] : []),
  ];
}

describe('policy-assistant connectivity', () => {
  withData('policy-assistant', it.todo, folder => {
    const all = readJson<{ cases: readonly Case[] }>(
      folder,
      'INDEX.json',
    ).cases;
    // sameLabels and notSameLabels are in no released CRD any more.
    const cases = all.filter(c => !c.usesRemovedFields);
    let compared = 0;

    it.each(cases.map(c => [c.id, c.name, c] as const))(
      'agrees on %s, %s',
      (_id, _name, c) => {
        const snapshot = snapshotOf(objectsOf(c), { cni: 'other' });
        const ask = askNetwork(snapshot);
        const parties = partiesOf(snapshot);
        const pods = c.namespaces.flatMap(ns => c.pods.map(p => `${ns}/${p}`));
        const flows = pods.flatMap(from =>
          pods
            .filter(to => to !== from)
            .flatMap(to =>
              c.ports.flatMap(port =>
                c.protocols.map(protocol => ({ from, to, port, protocol })),
              ),
            ),
        );
        const wanted = (direction: Direction, flow: FlowKey) => {
          const { expected } = c;
          const [usual, others] =
            direction === 'ingress'
              ? [expected.defaultIngress, expected.nonDefaultIngress]
              : [expected.defaultEgress, expected.nonDefaultEgress];
          const flipped = others.some(other => keyOf(other) === keyOf(flow));
          return (usual === 'allowed') === flipped ? 'deny' : 'allow';
        };
        for (const flow of flows) {
          const { egress, ingress } = ask({
            ...flow,
            from: parties.get(flow.from)!,
            to: parties.get(flow.to)!,
          });
          expect({
            flow,
            egress: egress.outcome,
            ingress: ingress.outcome,
          }).toEqual({
            flow,
            egress: wanted('egress', flow),
            ingress: wanted('ingress', flow),
          });
          compared += 1;
        }
      },
    );

    it('compares every flow', () => {
      reportCompared('policy-assistant', compared, 'flows');
      // 1,090 with the cases that are left out.
      expect(compared).toBe(562);
    });
  });
});

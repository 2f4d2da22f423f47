import { askNetwork, letterOf, partiesOf } from '../testing/askNetwork';
import { aDeployment, aNamespace, aPod } from '../testing/builders';
import { snapshotOf } from '../testing/fromYaml';
import { withData, readJson, reportCompared } from '../testing/sharedData';
import { RawObject, StringMap } from '../snapshot/KubernetesObject';
import { Protocol } from '../vocabulary';

interface PodSpec {
  readonly namespace: string;
  readonly name: string;
  readonly labels: StringMap;
  readonly ip: string;
}

interface Action {
  readonly op: string;
  readonly namespace?: string;
  readonly pod?: string;
  readonly name?: string;
  readonly labels?: StringMap;
  readonly ip?: string;
  readonly policy?: RawObject & {
    readonly metadata: { readonly namespace: string; readonly name: string };
  };
}

interface Cases {
  readonly header: {
    readonly topology: {
      readonly namespaces: Readonly<Record<string, StringMap>>;
      readonly pods: readonly PodSpec[];
      readonly containerPortsOnEveryPod: readonly Readonly<
        Record<string, unknown>
      >[];
    };
  };
  readonly cases: readonly {
    readonly id: string;
    readonly steps: readonly {
      readonly actions: readonly Action[];
      readonly pods: readonly string[];
      readonly expected: Readonly<Record<string, readonly string[]>>;
    }[];
  }[];
}

const policyType = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
};

/** The state of cyclonus' cluster, changed by the actions of its steps. */
class Cluster {
  private readonly namespaces: Map<string, StringMap>;
  private readonly pods: Map<string, PodSpec>;
  private readonly policies = new Map<string, RawObject>();

  constructor(private readonly topology: Cases['header']['topology']) {
    this.namespaces = new Map(Object.entries(topology.namespaces));
    this.pods = new Map(
      topology.pods.map(pod => [`${pod.namespace}/${pod.name}`, pod]),
    );
  }

  apply(action: Action) {
    const { op, namespace = '', labels = {}, policy } = action;
    const pod = `${namespace}/${action.pod}`;
    switch (op) {
      case 'createPolicy':
      case 'updatePolicy': {
        const { metadata } = policy!;
        const key = `${metadata.namespace}/${metadata.name}`;
        // Some upstream policies leave the type out.
        this.policies.set(key, { ...policyType, ...policy! });
        break;
      }
      case 'deletePolicy':
        this.policies.delete(`${namespace}/${action.name}`);
        break;
      case 'createNamespace':
      case 'setNamespaceLabels':
        this.namespaces.set(namespace, labels);
        break;
      case 'deleteNamespace':
        this.namespaces.delete(namespace);
        break;
      case 'createPod':
        this.pods.set(pod, {
          namespace,
          name: action.pod!,
          labels,
          ip: action.ip!,
        });
        break;
      case 'setPodLabels':
        this.pods.set(pod, { ...this.pods.get(pod)!, labels });
        break;
      case 'deletePod':
        this.pods.delete(pod);
        break;
      default:
        throw new Error(`unknown action '${op}'`);
    }
  }

  /** Pods with owners: the diagonal is one replica calling another. */
  objects(): readonly RawObject[] {
    const ports = this.topology.containerPortsOnEveryPod;
    return [
      ...[...this.namespaces].map(([name, labels]) => aNamespace(name, labels)),
      ...[...this.pods.values()].flatMap(({ namespace, name, labels, ip }) => {
        const shape = { namespace, name, labels, ports };
        const owner = `Deployment/${name}`;
        return [
          aDeployment(shape),
          aPod({ ...shape, name: `${name}-0`, address: ip, owner }),
        ];
      }),
      ...this.policies.values(),
    ];
  }
}

describe('cyclonus truth tables', () => {
  withData('cyclonus', it.todo, folder => {
    const { header, cases } = readJson<Cases>(folder, 'CASES.json');
    let compared = 0;

    it.each(cases.map(c => [c.id, c] as const))(
      'agrees on %s',
      (_id, testCase) => {
        const cluster = new Cluster(header.topology);
        for (const step of testCase.steps) {
          step.actions.forEach(action => cluster.apply(action));
          const snapshot = snapshotOf(cluster.objects(), {
            cni: 'other',
            ipBlockMatchesPods: true,
          });
          const parties = partiesOf(snapshot);
          const ask = askNetwork(snapshot);
          compared += step.pods.length ** 2 * Object.keys(step.expected).length;
          const tables = Object.keys(step.expected).map(key => {
            const [protocol, port] = key.split('/');
            const rows = step.pods.map(source =>
              step.pods
                .map(destination =>
                  letterOf(
                    ask({
                      from: parties.get(source)!,
                      to: parties.get(destination)!,
                      protocol: protocol as Protocol,
                      port: Number(port),
                    }),
                  ),
                )
                .join(''),
            );
            return [key, rows] as const;
          });
          expect(Object.fromEntries(tables)).toEqual(step.expected);
        }
      },
    );

    it('compares every cell of the tables', () => {
      reportCompared('cyclonus', compared, 'cells');
      expect(compared).toBe(123_669);
    });
  });
});

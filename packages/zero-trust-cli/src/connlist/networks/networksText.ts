import { Workload } from '@ztn/zero-trust-engine';
import { Port } from '../../refs/parsePort';
import { AnalyzerCluster, controllerKey } from '../analyzerCluster';
import { Connections, connlistOf } from '../connlistOf';
import { connlistLines } from '../connlistText';
import { Peer, peerName, workloadPeer } from '../Peer';
import { attachmentsOf } from './attachments';
import { secondaryCluster } from './secondaryCluster';

/** What may pass in one network. */
interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

const allElsewhere =
  'all input workloads are configured with (C)UDN as their primary network interface';
const nothingPasses =
  'All connections are not allowed for the workloads in the pod-network';

/**
 * netpol-analyzer's text where pods have networks beside the pod network: a
 * section for each network, and which workload is in which.
 *
 * @param focus - leaves the connections of which something is to be told
 */
export function networksText(
  cluster: AnalyzerCluster,
  focus: (connections: readonly Connections[]) => readonly Connections[],
  port: Port | undefined,
): string {
  const { networks, engine } = cluster;
  const workloads = engine.snapshot.workloads.filter(
    ({ key }) => key !== controllerKey,
  );
  const connections = focus(connlistOf(cluster));
  const secondary = [...networks.secondary].sort();
  const sections = [
    podNetwork(cluster, workloads, connections, port),
    ...primaryIds(cluster).map(([id, title, isUdn]) => ({
      title,
      lines: connlistLines(
        connections
          .filter(connection => isIn(connection, id, cluster))
          .map(isUdn ? markUdn : connection => connection),
        port,
      ),
    })),
    ...secondary.map(name => ({
      title: `secondary NAD ${name}`,
      lines: connlistLines(
        focus(connlistOf(secondaryCluster(cluster, name))).filter(betweenPods),
        port,
      ),
    })),
  ].filter(({ lines }) => lines.length > 0);
  const texts = sections.map(
    ({ title, lines }) =>
      `Permitted connectivity analyzed in ${title}:\n${lines.join('\n')}\n`,
  );
  if (port) {
    const title = `Permitted connections on ${port.protocol} ${port.port}:\n`;
    return title + texts.join('\n');
  }
  return [...texts, mappingText(cluster, workloads)].join('\n');
}

/** Which workload is in which network; told where there are virtual machines, too. */
export function mappingText(
  { networks }: AnalyzerCluster,
  workloads: readonly Workload[],
): string {
  const lines = workloads
    .map(workload => {
      const primary = networks.primary.get(workload.namespace);
      const secondary = networksOf(workload).filter(name =>
        networks.secondary.has(name),
      );
      return [
        `${peerName(workloadPeer(workload))}: `,
        `\tPrimary Network: ${
          primary ? `${primary.name}[${primary.kind}]` : 'pod-network'
        }`,
        ...(secondary.length > 0
          ? [
              `\tSecondary Networks: ${secondary
                .map(name => `${name}[NAD]`)
                .join(',')}`,
            ]
          : []),
      ].join('\n');
    })
    .sort();
  return `Workload-to-Networks Mapping:\n${lines.join('\n')}\n`;
}

function podNetwork(
  cluster: AnalyzerCluster,
  workloads: readonly Workload[],
  connections: readonly Connections[],
  port: Port | undefined,
): Section {
  const lines = connlistLines(
    connections.filter(connection => isIn(connection, '', cluster)),
    port,
  );
  const some = workloads.some(
    ({ namespace }) => cluster.networks.primaryId(namespace) === '',
  );
  const instead = some ? nothingPasses : allElsewhere;
  return {
    title: 'Pod network',
    lines: lines.length > 0 || port ? lines : [instead],
  };
}

/** Primary networks as id, title, and whether it belongs to a namespace alone. */
function primaryIds({
  networks,
}: AnalyzerCluster): readonly (readonly [string, string, boolean])[] {
  const found = new Map(
    [...networks.primary.values()].map(({ kind, name }) => [
      `${kind} ${name}`,
      [`${kind} ${name}`, `primary ${kind} ${name}`, kind === 'UDN'] as const,
    ]),
  );
  const byName = [...found.values()].sort(
    ([a], [b]) => Number(a > b) - Number(a < b),
  );
  return [
    ...byName.filter(([, , isUdn]) => isUdn),
    ...byName.filter(([, , isUdn]) => !isUdn),
  ];
}

/** Both ends are in the network, or one is and the other is in none. */
function isIn(
  { from, to }: Connections,
  id: string,
  { networks }: AnalyzerCluster,
): boolean {
  return [from, to].every(
    peer =>
      peer.type !== 'workload' || networks.primaryId(peer.namespace) === id,
  );
}

function betweenPods({ from, to }: Connections): boolean {
  return from.type === 'workload' && to.type === 'workload';
}

/** `green[udn]/app[Pod]`. */
function markUdn({ from, to, traffic }: Connections): Connections {
  const mark = (peer: Peer): Peer =>
    peer.type === 'workload'
      ? { ...peer, name: peer.name.replace('/', '[udn]/') }
      : peer;
  return { from: mark(from), to: mark(to), traffic };
}

function networksOf({ pods, template, annotations }: Workload) {
  const shapes = pods.length > 0 ? pods : [template ?? { annotations }];
  return [
    ...new Set(
      shapes.flatMap(shape =>
        attachmentsOf(shape.annotations).map(({ name }) => name),
      ),
    ),
  ].sort();
}

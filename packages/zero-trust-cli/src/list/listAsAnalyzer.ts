import { Direction, Endpoint } from '@ztn/zero-trust-engine';
import { analyzerCluster, controllerKey } from '../connlist/analyzerCluster';
import { Connections, connlistOf } from '../connlist/connlistOf';
import { connlistText } from '../connlist/connlistText';
import { filterConnections } from '../connlist/filterConnections';
import { mappingText, networksText } from '../connlist/networks/networksText';
import { Peer, workloadPeer } from '../connlist/Peer';
import { exposureOf } from '../exposure/exposureOf';
import { exposureText } from '../exposure/exposureText';
import { Port } from '../refs/parsePort';
import { Io } from '../Io';
import { WorldCluster } from '../world/World';
import { keysOf } from './chosenWorkloads';
import { kindsPassedOver } from './kindsPassedOver';

/** What the lines are about; everything when nothing is said. */
export interface AnalyzerFocus {
  readonly workloads: readonly Endpoint[];
  readonly peers: readonly Endpoint[];
  readonly direction?: Direction;
  readonly port?: Port;
  /** Whether to tell what pods that are not there could do. */
  readonly exposure: 'told' | 'left-out';
}

/**
 * `ztn list -o connlist`: netpol-analyzer's lines for one cluster. Policies that
 * it would pass over are told on stderr, since the lines do not show them.
 */
export function listAsAnalyzer(
  { input }: WorldCluster,
  { workloads, peers, direction, port, exposure }: AnalyzerFocus,
  io: Io,
): string {
  const passedOver = kindsPassedOver(input.objects);
  if (passedOver !== '') {
    io.err(`connlist reads what netpol-analyzer reads; not ${passedOver}\n`);
  }
  const cluster = analyzerCluster(input.objects, input.facts);
  const { snapshot } = cluster.engine;
  const isOneOf = (endpoints: readonly Endpoint[]) => {
    if (endpoints.length === 0) return undefined;
    const isController = (end: Endpoint) =>
      end.type === 'reserved' && end.peer === 'ingress';
    const controller = endpoints.some(isController);
    const keys = keysOf(
      endpoints.filter(end => !isController(end)),
      snapshot,
    );
    return (peer: Peer) =>
      peer.type === 'workload'
        ? keys.has(peer.key)
        : controller && peer.type === 'ingress-controller';
  };
  const isWorkload = isOneOf(workloads);
  const isOther = isOneOf(peers);
  const focus = (connections: readonly Connections[]) =>
    filterConnections(connections, { isWorkload, isOther, direction, port });
  if (cluster.networks.areThere) return networksText(cluster, focus, port);
  const all = connlistOf(cluster);
  const lines = connlistText(focus(all), port);
  const listed = snapshot.workloads.filter(({ key }) => key !== controllerKey);
  const machines = listed.some(({ ref }) => ref.kind === 'VirtualMachine');
  if (exposure === 'left-out') {
    return machines && !port
      ? `${lines}\n${mappingText(cluster, listed)}`
      : lines;
  }
  const { objects, facts } = cluster;
  return (
    lines +
    exposureText(exposureOf(objects, facts, snapshot), all, snapshot, {
      isWorkload: workload =>
        workload.key !== controllerKey &&
        (isWorkload?.(workloadPeer(workload)) ?? true),
      direction,
      port,
    })
  );
}

import {
  Direction,
  Engine,
  FactOverrides,
  Field,
  RawObject,
  Snapshot,
  Workload,
  matchLabels,
  parseLabelSelector,
} from '@ztn/zero-trust-engine';
import { controllerKey } from '../connlist/analyzerCluster';
import { ImaginedPod, imagine, imaginedName } from './ImaginedPods';
import { PortEdges, portEdges } from './namedPorts';
import {
  PeerSelector,
  peerSelectorsOf,
  selectorId,
  selectorText,
} from './PeerSelector';
import { PortTraffic } from './PortTraffic';
import { Requirement } from './Requirement';

/** What pods that could come to be may do with a workload. */
export interface Exposure {
  /** `Workload.key`. */
  readonly workload: string;
  readonly direction: Direction;
  /** `entire-cluster`, or the pods that some rule names by their labels. */
  readonly who: string;
  readonly traffic: PortTraffic;
}

/** Any pod, whatever its labels and its namespace's. */
export const entireCluster = 'entire-cluster';

/**
 * What policies leave open to pods that are not there, as netpol-analyzer's
 * exposure analysis tells it: what any pod may do, and what the pods that a rule
 * names may do where that differs. Pods that a rule names by labels alone and
 * that are there are told as connections, so not here.
 */
export function exposureOf(
  objects: readonly RawObject[],
  facts: FactOverrides,
  snapshot: Snapshot,
): readonly Exposure[] {
  const policies = objects.filter(({ kind }) => kind.endsWith('NetworkPolicy'));
  const edges = portEdges(policies, snapshot);
  const selectors = representatives(policies, snapshot);
  const anybody: ImaginedPod = { namespace: [], pod: [] };
  const imagined = [anybody, ...selectors];
  const engine = imagine(objects, facts, imagined, edges.standIns);
  const workloads = snapshot.workloads.filter(
    ({ key }) => key !== controllerKey,
  );
  return workloads.flatMap(workload =>
    (['egress', 'ingress'] as const).flatMap(direction => {
      const ask = (index: number) =>
        trafficWith(engine, workload, direction, index, edges);
      const all = ask(0);
      const told = { workload: workload.key, direction };
      const named = selectors
        .map((selector, index) => ({
          ...told,
          who: selectorText(selector),
          traffic: ask(index + 1),
        }))
        .filter(({ traffic }) => `${traffic}` !== `${all}`);
      return [
        ...(all.isEmpty ? [] : [{ ...told, who: entireCluster, traffic: all }]),
        ...named,
      ];
    }),
  );
}

/** Peers that rules name and that no pod is, each once. */
function representatives(
  policies: readonly RawObject[],
  snapshot: Snapshot,
): readonly PeerSelector[] {
  const found = new Map<string, PeerSelector>();
  for (const selector of policies.flatMap(peerSelectorsOf)) {
    const id = selectorId(selector);
    const everybody = selector.namespace.length + selector.pod.length === 0;
    if (!everybody && !found.has(id)) found.set(id, selector);
  }
  return [...found.values()].filter(selector => !isThere(selector, snapshot));
}

const isLabel = ({ text }: Requirement) => !text.startsWith('{');

/** Whether labels of both namespace and pod are named, and some pod has them. */
function isThere(
  { namespace, pod }: PeerSelector,
  { namespaces, workloads }: Snapshot,
): boolean {
  if (namespace.length === 0 || pod.length === 0) return false;
  if (![...namespace, ...pod].every(isLabel)) return false;
  return workloads.some(workload => {
    const labels = namespaces.get(workload.namespace)?.labels ?? {};
    return (
      namespace.every(condition => holds(condition, labels)) &&
      pod.every(condition => holds(condition, workload.labels))
    );
  });
}

function holds(
  { selector }: Requirement,
  labels: Readonly<Record<string, string>>,
): boolean {
  return matchLabels(parseLabelSelector(new Field(selector)), labels);
}

/** What the workload's own policies leave open; the other end has none. */
function trafficWith(
  engine: Engine,
  { ref }: Workload,
  direction: Direction,
  index: number,
  { ranges, standIns, nameless }: PortEdges,
): PortTraffic {
  const name = imaginedName(index);
  const real = { type: 'workload', ref, via: 'address' } as const;
  const other = {
    type: 'workload',
    ref: { namespace: name, kind: 'Pod', name },
    via: 'address',
  } as const;
  const [from, to] = direction === 'egress' ? [real, other] : [other, real];
  const open = (protocol: 'TCP' | 'UDP' | 'SCTP', port: number) =>
    engine
      .judge({ from, to, protocol, port })
      .layers.some(
        layer =>
          layer.layer === 'network' &&
          layer.direction === direction &&
          layer.outcome === 'allow',
      );
  return PortTraffic.of(ranges, standIns, open, nameless);
}

import { detectFacts } from './detectFacts';
import type { Runner } from './detectFacts';
import { FactOverrides } from './Facts';
import { Gap } from './Gap';
import { groupWorkloads } from './groupWorkloads';
import { flattenObjects } from './flattenObjects';
import { kindInfo, kinds } from './kinds';
import { RawObject } from './KubernetesObject';
import { undeclaredNamespace } from './parseNamespace';
import { Owner } from './parseOwner';
import { PodObject, isTerminated } from './parsePod';
import { ObjectLists, ParsedObject, parseKnown } from './parseKnown';
import { Namespace, Node, Snapshot } from './Snapshot';
import type { SnapshotInput } from './buildSnapshot';

const ownerKinds = [
  'CronJob',
  'DaemonSet',
  'Deployment',
  'Job',
  'ReplicaSet',
  'ReplicationController',
  'StatefulSet',
] as const satisfies readonly (keyof ObjectLists)[];

const kindKeys = new Set(kinds.map(({ key }) => key));

/**
 * Builds snapshots of one cluster again and again. Parsing is remembered by the
 * identity of the raw object, so a build after one change parses one object.
 * Raw objects must not be changed in place.
 */
export class SnapshotBuilder {
  private readonly parsed = new WeakMap<RawObject, ParsedObject>();

  build(input: SnapshotInput): Snapshot {
    const { objects, gaps: rejected } = flattenObjects(input.objects);
    const known = this.parseAll(objects);
    const lists: ObjectLists = {};
    known.forEach(entry => entry.addTo(lists));
    const owners: readonly Owner[] = ownerKinds.flatMap(k => lists[k] ?? []);
    const pods = withStatedAddresses(lists.Pod ?? [], input.facts);

    const readGaps = [
      ...(input.gaps ?? []),
      ...rejected,
      ...known.flatMap(entry => entry.gaps),
    ];
    const detected = detectFacts(
      {
        runners: runnersOf(owners, pods),
        configMaps: lists.ConfigMap ?? [],
        presentKinds: new Set(known.map(entry => entry.key)),
        unreadKinds: new Set(readGaps.filter(g => !g.object).map(keyOfGap)),
        parseYaml: input.parseYaml,
      },
      input.facts,
    );
    const gaps = [...readGaps, ...detected.gaps];
    const gapsByKind = groupByKind(gaps);
    return {
      cluster: input.cluster,
      namespaces: namespacesOf(known, lists),
      workloads: groupWorkloads({
        pods,
        owners,
        selectorKeys: new Set(
          [...known, ...this.parseAll(input.groupedAlsoBy ?? [])].flatMap(
            entry => entry.selectorKeys,
          ),
        ),
      }),
      services: lists.Service ?? [],
      endpointSlices: lists.EndpointSlice ?? [],
      nodes: withStatedNodes(lists.Node ?? [], input.facts),
      serviceAccounts: lists.ServiceAccount ?? [],
      configMaps: lists.ConfigMap ?? [],
      facts: detected.facts,
      gaps,
      objects: kind => lists[kind] ?? [],
      gapsOf: kind => gapsByKind.get(knownKey(kind)) ?? [],
    };
  }

  /** Known objects, the last of each name, by kind, namespace and name. */
  private parseAll(objects: readonly RawObject[]): readonly ParsedObject[] {
    const byId = new Map<string, ParsedObject>();
    for (const raw of objects) {
      const entry = this.parsed.get(raw) ?? parseKnown(raw);
      if (!entry) continue;
      this.parsed.set(raw, entry);
      byId.set(entry.id, entry);
    }
    return [...byId.keys()].sort().flatMap(id => byId.get(id) ?? []);
  }
}

/** Owners before pods, so that facts name the DaemonSet and not one pod of it. */
function runnersOf(
  owners: readonly Owner[],
  pods: readonly PodObject[],
): readonly Runner[] {
  const nameOf = (kind: string, meta: Owner['meta']) => ({
    object: `${kind} ${meta.namespace}/${meta.name}`,
    namespace: meta.namespace,
    name: meta.name,
  });
  return [
    ...owners.map(o => ({ ...nameOf(o.kind, o.meta), shape: o.template })),
    ...pods
      .filter(({ pod }) => !isTerminated(pod))
      .map(({ meta, pod }) => ({ ...nameOf('Pod', meta), shape: pod })),
  ];
}

/** Declared namespaces, and those that only objects mention. */
function namespacesOf(
  known: readonly ParsedObject[],
  lists: ObjectLists,
): ReadonlyMap<string, Namespace> {
  const byName = new Map<string, Namespace>();
  for (const { namespace } of known) {
    if (namespace !== '') byName.set(namespace, undeclaredNamespace(namespace));
  }
  lists.Namespace?.forEach(declared => byName.set(declared.name, declared));
  return new Map(
    [...byName.keys()]
      .sort()
      .map(name => [name, byName.get(name) ?? undeclaredNamespace(name)]),
  );
}

function withStatedNodes(
  nodes: readonly Node[],
  stated: FactOverrides | undefined,
): readonly Node[] {
  const byName = new Map(nodes.map(node => [node.name, node]));
  for (const { name, labels, addresses } of stated?.nodes ?? []) {
    const seen = byName.get(name);
    byName.set(name, {
      name,
      labels: labels ?? seen?.labels ?? {},
      annotations: seen?.annotations ?? {},
      addresses: addresses ?? seen?.addresses ?? [],
      podCidrs: seen?.podCidrs ?? [],
    });
  }
  return [...byName.keys()].sort().flatMap(name => byName.get(name) ?? []);
}

function withStatedAddresses(
  pods: readonly PodObject[],
  stated: FactOverrides | undefined,
): readonly PodObject[] {
  const addresses = stated?.podAddresses;
  if (!addresses) return pods;
  return pods.map(({ meta, pod }) => ({
    meta,
    pod: {
      ...pod,
      addresses: addresses[`${pod.namespace}/${pod.name}`] ?? pod.addresses,
    },
  }));
}

function groupByKind(
  gaps: readonly Gap[],
): ReadonlyMap<string, readonly Gap[]> {
  const byKind = new Map<string, Gap[]>();
  for (const gap of gaps) {
    const key = keyOfGap(gap);
    byKind.set(key, [...(byKind.get(key) ?? []), gap]);
  }
  return byKind;
}

/** A name that is no key has no gaps, which would read as "nothing is missing". */
function knownKey(kind: string): string {
  if (!kindKeys.has(kind)) throw new Error(`no kind has the key '${kind}'`);
  return kind;
}

function keyOfGap(gap: Gap): string {
  return kindInfo(gap.group, gap.kind)?.key ?? gap.kind;
}

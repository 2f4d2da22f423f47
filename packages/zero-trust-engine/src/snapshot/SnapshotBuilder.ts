import { Made, again } from '../again';
import { sameValue } from '../sameValue';
import { detectFacts } from './detectFacts';
import type { Runner } from './detectFacts';
import { FactOverrides } from './Facts';
import { Gap } from './Gap';
import { kindInfo, kinds } from './kinds';
import { ObjectHistory } from './ObjectHistory';
import { undeclaredNamespace } from './parseNamespace';
import { Owner } from './parseOwner';
import { PodObject } from './parsePod';
import { ObjectLists } from './parseKnown';
import { Namespace, Node, Snapshot } from './Snapshot';
import { tellingRunners } from './tellingRunners';
import { WorkloadGroups } from './WorkloadGroups';
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
 * Builds snapshots of one cluster again and again. Only objects that it has not
 * seen are parsed, and only what they touch is worked out again: the rest of the
 * snapshot is the very same as last time. Raw objects must not be changed in
 * place.
 */
export class SnapshotBuilder {
  private readonly history = new ObjectHistory();
  private readonly groups = new WorkloadGroups();
  private last: Partial<Parts> = {};

  build(input: SnapshotInput): Snapshot {
    const index = this.history.at(input.objects);
    const lists = index.objects;
    const { last } = this;
    const { facts: stated, parseYaml } = input;
    const owners = again(
      last.owners,
      ownerKinds.map(kind => lists[kind]),
      () => ownerKinds.flatMap((kind): readonly Owner[] => lists[kind] ?? []),
    );
    const pods = again(last.pods, [lists.Pod, stated], () =>
      withStatedAddresses(lists.Pod ?? [], stated),
    );
    const { rejected } = this.history;
    const readGaps = again(
      last.readGaps,
      [JSON.stringify(input.gaps), rejected, index.withGaps],
      () => [
        ...(input.gaps ?? []),
        ...rejected,
        ...index.withGaps.flatMap(entry => entry.gaps),
      ],
    );
    const runners = again(last.runners, [owners.value, pods.value], () =>
      sameItems(last.runners?.value, tellingRunners(owners.value, pods.value)),
    );
    const detected = again(
      last.detected,
      [
        runners.value,
        lists.ConfigMap,
        lists.Namespace,
        index.kinds.members,
        readGaps.value,
        parseYaml,
        stated,
      ],
      () => {
        const now = detectFacts(
          {
            runners: runners.value,
            configMaps: lists.ConfigMap ?? [],
            namespaceLabels: (lists.Namespace ?? []).map(n => n.labels),
            presentKinds: index.kinds.members,
            unreadKinds: new Set(
              readGaps.value.filter(g => !g.object).map(keyOfGap),
            ),
            mayHideMap: name =>
              readGaps.value.some(
                gap =>
                  keyOfGap(gap) === 'ConfigMap' &&
                  (gap.object?.name ?? name) === name,
              ),
            parseYaml,
          },
          stated,
        );
        // A restarted agent tells what the one before has told.
        const old = last.detected?.value;
        return old && sameValue(old, now) ? old : now;
      },
    );
    const gaps = again(last.gaps, [readGaps.value, detected.value], () =>
      groupByKind([...readGaps.value, ...detected.value.gaps]),
    );
    const namespaces = again(
      last.namespaces,
      [index.namespaces.members, lists.Namespace],
      () => namespacesOf(index.namespaces.members, lists.Namespace ?? []),
    );
    const selectorKeys = withKeys(
      index.selectorKeys.members,
      this.history.selectorKeysOf(input.groupedAlsoBy ?? []),
    );
    const { workloads, ids } = this.groups.at({
      pods: pods.value,
      owners: owners.value,
      selectorKeys,
    });
    const nodes = again(last.nodes, [lists.Node, stated], () =>
      withStatedNodes(lists.Node ?? [], stated),
    );
    this.last = {
      owners,
      pods,
      readGaps,
      runners,
      detected,
      gaps,
      namespaces,
      nodes,
    };
    return {
      cluster: input.cluster,
      namespaces: namespaces.value,
      workloads,
      ids,
      services: lists.Service ?? none,
      endpointSlices: lists.EndpointSlice ?? none,
      nodes: nodes.value,
      serviceAccounts: lists.ServiceAccount ?? none,
      configMaps: lists.ConfigMap ?? none,
      facts: detected.value.facts,
      gaps: gaps.value.all,
      objects: kind => lists[kind] ?? none,
      gapsOf: kind => gaps.value.byKind.get(knownKey(kind)) ?? none,
    };
  }
}

/** What a snapshot is put together from. */
interface Parts {
  readonly owners: Made<readonly Owner[]>;
  readonly pods: Made<readonly PodObject[]>;
  readonly readGaps: Made<readonly Gap[]>;
  readonly runners: Made<readonly Runner[]>;
  readonly detected: Made<ReturnType<typeof detectFacts>>;
  readonly gaps: Made<ReturnType<typeof groupByKind>>;
  readonly namespaces: Made<Snapshot['namespaces']>;
  readonly nodes: Made<readonly Node[]>;
}

/** One and the same list wherever there is nothing. */
const none: readonly never[] = [];

/** The very same list where its items are. */
function sameItems<T>(
  last: readonly T[] | undefined,
  now: readonly T[],
): readonly T[] {
  const same =
    last?.length === now.length && now.every((item, i) => item === last[i]);
  return same && last ? last : now;
}

/** The very same set where there is nothing to add. */
function withKeys(
  keys: ReadonlySet<string>,
  more: readonly string[],
): ReadonlySet<string> {
  return more.every(key => keys.has(key)) ? keys : new Set([...keys, ...more]);
}

/** Declared namespaces, and those that only objects mention. */
function namespacesOf(
  mentioned: ReadonlySet<string>,
  declared: readonly Namespace[],
): ReadonlyMap<string, Namespace> {
  const byName = new Map(
    [...mentioned].map(name => [name, undeclaredNamespace(name)]),
  );
  declared.forEach(namespace => byName.set(namespace.name, namespace));
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

function groupByKind(all: readonly Gap[]): {
  readonly all: readonly Gap[];
  readonly byKind: ReadonlyMap<string, readonly Gap[]>;
} {
  const byKind = new Map<string, Gap[]>();
  for (const gap of all) {
    const key = keyOfGap(gap);
    const known = byKind.get(key);
    if (known) known.push(gap);
    else byKind.set(key, [gap]);
  }
  return { all, byKind };
}

/** A name that is no key has no gaps, which would read as "nothing is missing". */
function knownKey(kind: string): string {
  if (!kindKeys.has(kind)) throw new Error(`no kind has the key '${kind}'`);
  return kind;
}

function keyOfGap(gap: Gap): string {
  return kindInfo(gap.group, gap.kind)?.key ?? gap.kind;
}

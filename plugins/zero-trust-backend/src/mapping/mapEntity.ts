import { Mapping } from '@ztn/backstage-plugin-zero-trust-common';
import { Workload } from '@ztn/zero-trust-engine';
import { ClusterState } from '../posture/ClusterSnapshot';
import { MappingRule } from './MappingRule';

/** One workload of an entity, in its cluster. */
export interface MappedWorkload {
  readonly cluster: string;
  readonly workload: Workload;
}

/** The workloads of an entity, with everything that was tried for them. */
export interface EntityMapping {
  readonly workloads: readonly MappedWorkload[];
  readonly explanation: Mapping;
}

type ValidRule = Exclude<MappingRule, { type: 'invalid' }>;
type Attempt = Mapping['tried'][number];

interface Tried {
  readonly attempt: Attempt;
  readonly workloads: readonly MappedWorkload[];
}

/** Ties an entity's rules to the workloads of the clusters, and says why not. */
export function mapEntity(
  rules: readonly MappingRule[],
  clusters: readonly ClusterState[],
): EntityMapping {
  const tried = rules.flatMap(rule => tryRule(rule, clusters));
  const workloads = new Map<string, MappedWorkload>();
  for (const found of tried.flatMap(t => t.workloads)) {
    workloads.set(`${found.cluster}:${found.workload.key}`, found);
  }
  const attempts = tried.map(({ attempt }) => attempt);
  return {
    workloads: [...workloads.values()],
    explanation: { state: stateOf(workloads.size, attempts), tried: attempts },
  };
}

/** The workloads alone, in one cluster: what the index needs of every entity. */
export function workloadsOf(
  rules: readonly MappingRule[],
  state: ClusterState,
): readonly Workload[] {
  const found = rules.flatMap(rule =>
    rule.type !== 'invalid' && concerns(rule, state.cluster)
      ? matchesIn(rule, state)
      : [],
  );
  return [...new Set(found)];
}

function concerns(rule: ValidRule, cluster: string): boolean {
  return rule.type === 'ref'
    ? rule.cluster === cluster
    : rule.clusters?.includes(cluster) ?? true;
}

function stateOf(
  matched: number,
  attempts: readonly Attempt[],
): Mapping['state'] {
  if (matched > 0) return 'matched';
  if (attempts.length === 0) return 'no-annotation';
  return attempts.some(({ reason }) => reason === 'cluster-unreadable')
    ? 'unreadable'
    : 'no-match';
}

function tryRule(
  rule: MappingRule,
  clusters: readonly ClusterState[],
): readonly Tried[] {
  const { annotation, text: selector } = rule;
  const failed = (cluster: string, reason: string): Tried => ({
    attempt: { cluster, annotation, selector, matched: 0, reason },
    workloads: [],
  });
  const inCluster = (valid: ValidRule, name: string): Tried => {
    const state = clusters.find(({ cluster }) => cluster === name);
    return state ? tryCluster(valid, state) : failed(name, 'no-such-cluster');
  };
  switch (rule.type) {
    case 'invalid':
      return [failed('', 'invalid')];
    case 'ref':
      return [inCluster(rule, rule.cluster)];
    default:
      return (rule.clusters ?? clusters.map(({ cluster }) => cluster)).map(
        name => inCluster(rule, name),
      );
  }
}

function tryCluster(rule: ValidRule, state: ClusterState): Tried {
  const { cluster, snapshot } = state;
  const namespace = namespaceOf(rule);
  const base = {
    cluster,
    annotation: rule.annotation,
    selector: rule.text,
    ...(namespace ? { namespace } : {}),
  };
  const matches = snapshot ? matchesIn(rule, state) : [];
  if (matches.length > 0) {
    return {
      attempt: { ...base, matched: matches.length },
      workloads: matches.map(workload => ({ cluster, workload })),
    };
  }
  const { reason, detail } = reasonIn(rule, state);
  return {
    attempt: { ...base, matched: 0, reason, ...(detail ? { detail } : {}) },
    workloads: [],
  };
}

function matchesIn(
  rule: ValidRule,
  { snapshot }: ClusterState,
): readonly Workload[] {
  if (!snapshot) return [];
  return rule.type === 'ref'
    ? snapshot.labels.named(rule.ref)
    : snapshot.labels.selected(rule.selector, rule.namespace);
}

function namespaceOf(rule: ValidRule): string | undefined {
  return rule.type === 'ref' ? rule.ref.split('/')[0] : rule.namespace;
}

const unreadable: ReadonlySet<string> = new Set([
  'pending',
  'forbidden',
  'unreachable',
  'failed',
]);

/** Why nothing matched: first what could not be seen, then what is not there. */
function reasonIn(
  rule: ValidRule,
  { snapshot, reading }: ClusterState,
): { readonly reason: string; readonly detail?: string } {
  const unread = reading.kinds.find(
    ({ kind, state }) =>
      kind.readBy.includes('workloads') && unreadable.has(state),
  );
  if (!snapshot || unread) {
    const detail =
      reading.failure?.reason ?? unread?.missing ?? unread?.reason ?? 'pending';
    return { reason: 'cluster-unreadable', detail };
  }
  const namespace = namespaceOf(rule);
  if (
    namespace !== undefined &&
    !snapshot.engine.snapshot.namespaces.has(namespace)
  ) {
    return { reason: 'no-such-namespace', detail: namespace };
  }
  if (rule.type === 'ref') return { reason: 'no-such-workload' };
  const owner = snapshot.labels.labelledOwner(rule.selector, namespace);
  return owner
    ? { reason: 'label-only-on-owner', detail: owner }
    : { reason: 'selector-matches-nothing' };
}

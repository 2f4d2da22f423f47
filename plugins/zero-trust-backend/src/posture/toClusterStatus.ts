import { ClusterStatus } from '@ztn/backstage-plugin-zero-trust-common';
import { formatObjectRef, Snapshot } from '@ztn/zero-trust-engine';
import { ClusterState } from './ClusterSnapshot';
import { toFreshness } from './toFreshness';

/** One cluster as `GET /v1/clusters` shows it. */
export function toClusterStatus(state: ClusterState): ClusterStatus {
  const snapshot = state.snapshot?.engine.snapshot;
  return {
    ...toFreshness(state),
    title: state.title,
    kinds: state.reading.kinds.map(reading => ({
      kind: reading.kind.kind,
      group: reading.kind.group,
      state: reading.state,
      missing: reading.missing,
      objects: reading.objects,
      staleSince: reading.staleSince?.toISOString(),
      detail: reading.detail,
    })),
    facts: snapshot ? factsOf(snapshot) : [],
    malformed: snapshot ? malformedIn(snapshot) : [],
    workloads: snapshot?.workloads.length ?? 0,
  };
}

function factsOf({ facts }: Snapshot): ClusterStatus['facts'] {
  return Object.entries(facts.sources).map(([name, source]) => ({
    name,
    value: textOf(valueAt(facts, name)),
    source,
  }));
}

/** `istio.trustDomain` names a field inside a field. */
function valueAt(value: unknown, name: string): unknown {
  return name
    .split('.')
    .reduce<unknown>(
      (inner, field) => (inner as Record<string, unknown> | undefined)?.[field],
      value,
    );
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  // The environment and whole config maps are no facts for people to read.
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return `${Object.keys(value).length} entries`;
  }
  return Array.isArray(value) ? value.join(', ') : String(value ?? 'unknown');
}

function malformedIn({ gaps }: Snapshot): ClusterStatus['malformed'] {
  return gaps.flatMap(({ object, path, detail, reason }) =>
    object
      ? [
          {
            object: formatObjectRef(object),
            path,
            detail: detail ?? reason,
          },
        ]
      : [],
  );
}

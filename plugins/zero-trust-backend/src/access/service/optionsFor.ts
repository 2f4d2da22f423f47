import { stringifyEntityRef } from '@backstage/catalog-model';
import { AccessOptions } from '@ztn/backstage-plugin-zero-trust-common';
import { Workload } from '@ztn/zero-trust-engine';
import { ClusterState } from '../../posture/ClusterSnapshot';
import { AccessSettings } from '../config/AccessSettings';
import { EndEntities, workloadsIn } from '../plan/resolveEnds';

/** Names of ports that speak HTTP, by Istio's and by common habit. */
const httpPort = /^(http|http2|grpc|grpc-web|web)(-|$)/;

/** What a form may offer for a pair of entities. */
export function optionsFor({
  entities,
  states,
  settings,
  hindrance,
}: {
  readonly entities: EndEntities;
  readonly states: readonly ClusterState[];
  readonly settings: AccessSettings;
  readonly hindrance: 'no-permission' | 'not-owner' | undefined;
}): AccessOptions {
  const ends = states.map(state => ({
    state,
    callers: distinct(workloadsIn(entities.caller, state)),
    callees: distinct(workloadsIn(entities.callee, state)),
  }));
  const both = ends.filter(
    ({ callers, callees }) => callers.length > 0 && callees.length > 0,
  );
  const clusters = both.map(({ state }) => state.cluster);
  const levels = settings.guardrailsOf(strictestTier(settings, clusters));
  const ticket = levels['ticket-required'] ?? 'block';
  const reason = reasonOf(settings, hindrance, clusters.length > 0);
  return {
    clusters,
    caller: {
      ref: stringifyEntityRef(entities.caller),
      identities: ends.flatMap(({ state, callers }) =>
        identitiesOf(state, callers),
      ),
    },
    callee: {
      ref: stringifyEntityRef(entities.callee),
      workloads: ends.flatMap(({ state, callees }) =>
        callees.map(({ ref, ports }) => ({
          cluster: state.cluster,
          namespace: ref.namespace,
          kind: ref.kind,
          name: ref.name,
          ports: ports.flatMap(({ port, name, protocol }) =>
            protocol === 'SCTP'
              ? []
              : [
                  {
                    port,
                    ...(name === undefined ? {} : { name }),
                    protocol,
                    http:
                      protocol === 'TCP' &&
                      (name === undefined || httpPort.test(name)),
                  },
                ],
          ),
        })),
      ),
    },
    guardrails: Object.entries(levels).flatMap(([id, level]) =>
      level === 'off' ? [] : [{ id, level }],
    ),
    sources: settings.sources
      .filter(source => source.clusters.some(name => clusters.includes(name)))
      .map(({ id }) => ({ id, writable: true })),
    justificationMin: settings.justificationMin,
    ...(settings.ticketPattern && ticket === 'block'
      ? { ticketRequired: true }
      : {}),
    canRequest: reason === undefined,
    ...(reason === undefined ? {} : { reason }),
  };
}

/** Of the clusters that are offered; which namespace it is is not known yet. */
function strictestTier(settings: AccessSettings, clusters: readonly string[]) {
  const tiers = clusters.map(cluster => settings.rulesOf(cluster).tier);
  if (tiers.every(tier => tier === 'dev') && tiers.length > 0) return 'dev';
  return tiers.includes('prod') || tiers.length === 0 ? 'prod' : 'staging';
}

/** One of each workload, whatever variants its pods have. */
function distinct(workloads: readonly Workload[]): readonly Workload[] {
  const byRef = new Map<string, Workload>();
  for (const workload of workloads) {
    const { namespace, kind, name } = workload.ref;
    byRef.set(`${namespace}/${kind}/${name}`, workload);
  }
  return [...byRef.values()];
}

function identitiesOf(
  { cluster, snapshot }: ClusterState,
  callers: readonly Workload[],
): AccessOptions['caller']['identities'] {
  const found = new Map<
    string,
    AccessOptions['caller']['identities'][number]
  >();
  const all = distinct(snapshot?.engine.snapshot.workloads ?? []);
  const { istio } = snapshot?.engine.snapshot.facts ?? {};
  for (const { namespace, serviceAccount } of callers) {
    const users = all.filter(
      other =>
        other.namespace === namespace &&
        other.serviceAccount === serviceAccount,
    );
    found.set(`${namespace}/${serviceAccount}`, {
      cluster,
      namespace,
      serviceAccount,
      ...(istio?.installed
        ? {
            principal: `${istio.trustDomain}/ns/${namespace}/sa/${serviceAccount}`,
          }
        : {}),
      sharedWith: users.length - 1,
    });
  }
  return [...found.values()];
}

function reasonOf(
  settings: AccessSettings,
  hindrance: 'no-permission' | 'not-owner' | undefined,
  isTogether: boolean,
): string | undefined {
  if (!settings.enabled) return 'access requests are not enabled here';
  if (hindrance === 'not-owner') {
    return 'only an owner of the caller may ask for its access';
  }
  if (hindrance === 'no-permission') return 'you may not ask for access';
  return isTogether
    ? undefined
    : 'the two have no workloads in the same cluster';
}

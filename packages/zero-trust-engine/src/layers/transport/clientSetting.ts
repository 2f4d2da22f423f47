import { DestinationRule } from '../../snapshot/parseDestinationRule';
import { formatObjectRef } from '../../refs';
import { TransportQuestion } from '../Layer';
import { covers, isForRevision } from '../mesh/attachedPolicies';
import { gapsIn } from '../mesh/policyIndex';
import { revisionOf } from '../mesh/revisionOf';
import { ClientSetting, clientTls } from './clientTls';
import {
  clientOf,
  destinationRulesFor,
  hostOf,
  qualifiedHost,
} from './destinationRuleFor';
import { MeshPeer } from './Peer';
import { TransportContext } from './TransportContext';
import { exportedTo, matchesHost } from './visibility';
import { meshObjects } from '../mesh/discovered';

/**
 * What DestinationRules tell a client to send to a Service. Settings of a
 * subset count where a route may choose it; without a route nothing does.
 */
export function settingFor(
  context: TransportContext,
  client: MeshPeer,
  server: MeshPeer,
  { service, port }: NonNullable<TransportQuestion['service']>,
): ClientSetting {
  const { snapshot } = context;
  const rules = destinationRulesFor(
    snapshot,
    clientOf(client),
    hostOf(service),
  );
  const pinned = rules.some(
    ({ meta }) =>
      isForRevision(meta, revisionOf(client.shape.annotations)) === 'unknown',
  );
  const fetchesCredentials = client.plane === 'gateway';
  const settingOf = (subset?: string) =>
    clientTls(rules, port.port, { subset, fetchesCredentials });
  const withoutSubset = settingOf();
  if (pinned) return undecidedBy(rules, withoutSubset, 'rule-of-a-revision');
  const own = rules.flatMap(({ subsets }) =>
    subsets.filter(({ trafficPolicy }) => trafficPolicy !== undefined),
  );
  if (own.length === 0) return withoutSubset;
  const subsets = subsetsRoutedTo(context, client, hostOf(service).host, rules);
  if (subsets === 'unreadable') {
    return undecidedBy(rules, withoutSubset, 'tls-per-subset');
  }
  const reaching = subsets.filter(name => {
    const labels = own.find(subset => subset.name === name)?.labels ?? {};
    return name === undefined || covers(labels, server.shape.labels);
  });
  const settings = reaching.map(settingOf);
  const [first = withoutSubset] = settings;
  return settings.every(
    s => s.sends === first.sends && s.passthrough === first.passthrough,
  )
    ? first
    : undecidedBy(rules, withoutSubset, 'tls-per-subset');
}

/** Subsets that routes for a host may choose; `undefined` stands for none. */
function subsetsRoutedTo(
  { snapshot }: TransportContext,
  { workload }: MeshPeer,
  host: string,
  rules: readonly DestinationRule[],
): readonly (string | undefined)[] | 'unreadable' {
  const { rootNamespace, defaultVirtualServiceExportTo } = snapshot.facts.istio;
  const nearby = [
    rootNamespace,
    workload.namespace,
    ...rules.map(({ meta }) => meta.namespace),
  ];
  if (gapsIn(snapshot, 'VirtualService', nearby).length > 0) {
    return 'unreadable';
  }
  const routes = meshObjects(snapshot, 'VirtualService').filter(
    ({ meta, gateways, exportTo, hosts }) =>
      gateways.includes('mesh') &&
      exportedTo(
        exportTo,
        defaultVirtualServiceExportTo,
        meta.namespace,
        workload.namespace,
      ) &&
      hosts.some(written =>
        matchesHost(qualifiedHost(written, meta.namespace), host),
      ),
  );
  const chosen = routes.flatMap(({ meta, destinations }) =>
    destinations
      .filter(d => qualifiedHost(d.host, meta.namespace) === host)
      .map(({ subset }) => subset),
  );
  return routes.length === 0 ? [undefined] : [...new Set(chosen)];
}

function undecidedBy(
  rules: readonly DestinationRule[],
  setting: ClientSetting,
  reason: string,
): ClientSetting {
  const rule =
    rules.find(({ subsets }) => subsets.some(s => s.trafficPolicy)) ?? rules[0];
  return {
    passthrough: setting.passthrough,
    sends: 'unknown',
    certainty: 'undefined',
    because: [
      {
        ...(rule
          ? {
              policy: formatObjectRef({
                kind: 'DestinationRule',
                ...rule.meta,
              }),
            }
          : {}),
        ...(reason === 'tls-per-subset' ? { path: 'spec.subsets' } : {}),
        reason,
      },
    ],
  };
}

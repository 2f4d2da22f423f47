import {
  hostOf,
  qualifiedHost,
} from '../../../layers/transport/destinationRuleFor';
import {
  ClientTls,
  DestinationRule,
} from '../../../snapshot/parseDestinationRule';
import { Snapshot } from '../../../snapshot/Snapshot';
import { Finding } from '../../Finding';
import { FindingCheck } from '../FindingContext';
import { nameOf } from '../objects';

const clusterSuffix = '.svc.cluster.local';

/** TLS of the user's own making that proves less than it seems. */
export const destinationRuleTls: FindingCheck = ({ snapshot }) =>
  snapshot.objects('DestinationRule').flatMap(rule =>
    settingsOf(rule).flatMap((tls): readonly Finding[] => {
      if (tls.mode !== 'SIMPLE' && tls.mode !== 'MUTUAL') return [];
      const found = (code: string, severity: 'medium' | 'low') => ({
        code,
        severity,
        object: nameOf('DestinationRule', rule),
        path: tls.path,
        workloads: [],
        params: { mode: tls.mode, host: rule.host },
      });
      const fetched =
        tls.credentialName !== undefined &&
        (tls.credentialName.startsWith('configmap://') ||
          rule.workloadSelector !== undefined);
      return [
        ...(tls.credentialName !== undefined && !fetched
          ? [found('destination-rule-credential-not-fetched', 'medium')]
          : []),
        ...(!tls.caCertificates && !fetched
          ? [found('destination-rule-server-not-verified', 'low')]
          : []),
      ];
    }),
  );

/** TLS settings of a rule, for the host and for ports. */
export function settingsOf({
  trafficPolicy,
}: DestinationRule): readonly ClientTls[] {
  const all = [trafficPolicy, ...(trafficPolicy?.ports.values() ?? [])];
  return all.flatMap(settings => (settings?.tls ? [settings.tls] : []));
}

/** A host of this cluster that no Service has: nobody reads the rule. */
export const destinationRuleHost: FindingCheck = ({ snapshot }) => {
  const unread = ['Service', 'ServiceEntry', 'Namespace'].some(
    kind => snapshot.gapsOf(kind).length > 0,
  );
  const complete = [...snapshot.namespaces.values()].every(ns => ns.declared);
  if (unread || !complete) return [];
  const known = knownHosts(snapshot);
  return snapshot
    .objects('DestinationRule')
    .filter(rule => {
      const host = inFull(rule);
      const named = !host.startsWith('*') && host.endsWith(clusterSuffix);
      return named && !known.has(host);
    })
    .map(rule => ({
      code: 'destination-rule-host-missing',
      severity: settingsOf(rule).length > 0 ? 'medium' : 'low',
      object: nameOf('DestinationRule', rule),
      path: 'spec.host',
      workloads: [],
      params: { host: inFull(rule) },
    }));
};

function knownHosts(snapshot: Snapshot): ReadonlySet<string> {
  return new Set([
    ...snapshot.services.map(service => hostOf(service).host),
    ...snapshot.objects('ServiceEntry').flatMap(({ hosts }) => hosts),
  ]);
}

export function inFull({ host, meta }: DestinationRule): string {
  return qualifiedHost(host, meta.namespace);
}

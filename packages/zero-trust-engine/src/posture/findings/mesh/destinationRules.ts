import { clientTls } from '../../../layers/transport/clientTls';
import {
  destinationRulesFor,
  hostOf,
  qualifiedHost,
} from '../../../layers/transport/destinationRuleFor';
import { exportedTo } from '../../../layers/transport/visibility';
import {
  ClientTls,
  DestinationRule,
} from '../../../snapshot/parseDestinationRule';
import { ClusterService, Snapshot } from '../../../snapshot/Snapshot';
import { Finding } from '../../Finding';
import { FindingCheck, FindingContext } from '../FindingContext';
import { mergeWorkloads } from '../network/mergeWorkloads';
import { nameOf } from '../objects';
import { servicesRuledBy } from './ruledServices';

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

function settingsOf({ trafficPolicy }: DestinationRule): readonly ClientTls[] {
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

function inFull({ host, meta }: DestinationRule): string {
  return qualifiedHost(host, meta.namespace);
}

/**
 * Two rules for one host in one namespace are read as one, and of their traffic
 * policies the oldest counts.
 */
export const destinationRuleShadowed: FindingCheck = ({ snapshot }) => {
  const groups = new Map<string, DestinationRule[]>();
  for (const rule of snapshot.objects('DestinationRule')) {
    const { meta, exportTo, workloadSelector, trafficPolicy } = rule;
    if (trafficPolicy !== undefined && workloadSelector === undefined) {
      const key = JSON.stringify([
        meta.namespace,
        inFull(rule),
        [...exportTo].sort(),
        meta.labels['istio.io/rev'],
      ]);
      groups.set(key, [...(groups.get(key) ?? []), rule]);
    }
  }
  return [...groups.values()].flatMap(rules => {
    const [winner, ...losers] = [...rules].sort((a, b) =>
      ageOf(a) < ageOf(b) ? -1 : 1,
    );
    return losers
      .filter(loser => settingsOf(loser).length > 0)
      .map(
        (loser): Finding => ({
          code: 'destination-rule-shadowed',
          severity: saysOf(loser) === saysOf(winner) ? 'low' : 'high',
          object: nameOf('DestinationRule', loser),
          path: 'spec.trafficPolicy',
          workloads: [],
          params: { by: nameOf('DestinationRule', winner) },
        }),
      );
  });
};

const ageOf = ({ meta }: DestinationRule) =>
  `${meta.creationTimestamp} ${meta.name}`;
const saysOf = ({ trafficPolicy }: DestinationRule) =>
  JSON.stringify([
    trafficPolicy?.tls?.mode,
    [...(trafficPolicy?.ports ?? [])].map(([port, { tls }]) => [
      port,
      tls?.mode,
    ]),
  ]);

/** A rule of the callers' namespace comes before that of the Service's owner. */
export const destinationRuleOverridden: FindingCheck = context => {
  const { snapshot } = context;
  const { rootNamespace, defaultDestinationRuleExportTo: byDefault } =
    snapshot.facts.istio;
  return mergeWorkloads(
    snapshot.objects('DestinationRule').flatMap(rule => {
      const { namespace } = rule.meta;
      if (namespace === rootNamespace) return [];
      return servicesRuledBy(rule, context)
        .filter(service => service.meta.namespace !== namespace)
        .flatMap(service => {
          const { namespace: provider } = service.meta;
          const owner = destinationRulesFor(
            snapshot,
            { namespace: provider, labels: {} },
            hostOf(service),
          ).filter(
            ({ meta, exportTo }) =>
              meta.namespace === provider &&
              exportedTo(exportTo, byDefault, provider, namespace),
          );
          return overrides(rule, owner, service);
        });
    }),
  );
};

function overrides(
  rule: DestinationRule,
  owner: readonly DestinationRule[],
  service: ClusterService,
): readonly Finding[] {
  const differing = service.ports.some(({ port }) => {
    const wanted = clientTls(owner, port).sends;
    const told = clientTls([rule], port).sends;
    return wanted !== 'auto' && wanted !== 'unknown' && told !== wanted;
  });
  const byOwner = owner.find(({ trafficPolicy }) => trafficPolicy);
  if (!differing || !byOwner) return [];
  return [
    {
      code: 'destination-rule-overrides-owner',
      severity: 'medium',
      object: nameOf('DestinationRule', rule),
      path: 'spec.host',
      workloads: [],
      params: {
        service: `${service.meta.namespace}/${service.meta.name}`,
        owner: nameOf('DestinationRule', byOwner),
      },
    },
  ];
}

/** Without auto mTLS callers send plaintext unless a rule says otherwise. */
export const strictWithoutAutoMtls: FindingCheck = ({
  snapshot,
  mesh,
  backends,
}: FindingContext) => {
  const { autoMtls } = snapshot.facts.istio;
  if (autoMtls || snapshot.gapsOf('DestinationRule').length > 0) return [];
  return snapshot.services.flatMap(service => {
    const client = { namespace: service.meta.namespace, labels: {} };
    const applying = destinationRulesFor(snapshot, client, hostOf(service));
    const broken = service.ports.flatMap(({ port }) =>
      clientTls(applying, port).sends === 'auto'
        ? backends
            .behind(service)
            .filter(workload =>
              mesh
                .portsBehind(workload, service, port, 'sidecar')
                .some(p => p.acceptance.accepts === 'mtls-only'),
            )
        : [],
    );
    if (broken.length === 0) return [];
    return [
      {
        code: 'strict-without-auto-mtls',
        severity: 'high' as const,
        object: nameOf('Service', service),
        workloads: [...new Set(broken.map(({ key }) => key))],
        params: {},
      },
    ];
  });
};

import { clientTls } from '../../../layers/transport/clientTls';
import {
  destinationRulesFor,
  hostOf,
} from '../../../layers/transport/destinationRuleFor';
import { exportedTo } from '../../../layers/transport/visibility';
import { DestinationRule } from '../../../snapshot/parseDestinationRule';
import { ClusterService } from '../../../snapshot/Snapshot';
import { Finding } from '../../Finding';
import { FindingCheck } from '../FindingContext';
import { mergeWorkloads } from '../network/mergeWorkloads';
import { nameOf } from '../objects';
import { inFull, settingsOf } from './destinationRules';
import { servicesRuledBy } from './ruledServices';

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

import { covers } from '../../layers/mesh/attachedPolicies';
import { Finding } from '../Finding';
import { FindingCheck } from './FindingContext';
import { podPortMeant } from './network/servicePorts';
import { nameOf } from './objects';

/**
 * `ports` of a sidecar's rule are pod ports. One that no selected workload
 * declares, and that a Service in front of one does, is the Service's port.
 */
export const rulePortIsServicePort: FindingCheck = ({ snapshot }) =>
  snapshot.objects('AuthorizationPolicy').flatMap(policy => {
    const { meta, target, rules } = policy;
    if (target.targetRefs.length > 0) return [];
    const everywhere = meta.namespace === snapshot.facts.istio.rootNamespace;
    const workloads = snapshot.workloads.filter(
      workload =>
        (everywhere || workload.namespace === meta.namespace) &&
        covers(target.selector ?? {}, workload.labels),
    );
    if (workloads.length === 0) return [];
    return rules
      .flatMap(rule => [...(rule.to ?? []), ...rule.when])
      .flatMap(clause => clause.conditions)
      .filter(({ attribute }) => attribute === 'destination.port')
      .flatMap(({ values, path }) =>
        values.flatMap((value): readonly Finding[] => {
          const named = { port: Number(value), protocol: 'TCP' } as const;
          const meant = podPortMeant(snapshot, workloads, named);
          if (meant === undefined) return [];
          return [
            {
              code: 'rule-port-is-service-port',
              severity: 'high',
              object: nameOf('AuthorizationPolicy', policy),
              path,
              workloads: workloads.map(({ key }) => key),
              params: { port: value, podPort: String(meant) },
            },
          ];
        }),
      );
  });

import { covers } from '../../layers/mesh/attachedPolicies';
import { Finding } from '../Finding';
import { FindingCheck } from './FindingContext';
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
    const declared = new Set(
      workloads.flatMap(({ ports }) => ports.map(({ port }) => String(port))),
    );
    const ofServices = new Map(
      snapshot.services
        .filter(
          ({ meta: { namespace }, selector }) =>
            selector !== undefined &&
            workloads.some(
              workload =>
                workload.namespace === namespace &&
                covers(selector, workload.labels),
            ),
        )
        .flatMap(({ ports }) =>
          ports.map(
            ({ port, targetPort }) =>
              [String(port), String(targetPort)] as const,
          ),
        ),
    );
    return rules
      .flatMap(rule => [...(rule.to ?? []), ...rule.when])
      .flatMap(clause => clause.conditions)
      .filter(({ attribute }) => attribute === 'destination.port')
      .flatMap(({ values, path }) =>
        values
          .filter(value => !declared.has(value) && ofServices.has(value))
          .map(
            (value): Finding => ({
              code: 'rule-port-is-service-port',
              severity: 'high',
              object: nameOf('AuthorizationPolicy', policy),
              path,
              workloads: workloads.map(({ key }) => key),
              params: { port: value, podPort: ofServices.get(value) ?? '' },
            }),
          ),
      );
  });

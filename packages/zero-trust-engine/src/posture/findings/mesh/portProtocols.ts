import { supports } from '../../../layers/mesh/compileRule';
import { portChain } from '../../../layers/transport/portChain';
import { Finding } from '../../Finding';
import { FindingCheck } from '../FindingContext';
import { mergeWorkloads } from '../network/mergeWorkloads';
import { nameOf } from '../objects';
import { appliesToPort, conditionsOf, listPorts, ofPolicy } from './rules';

/** Services that give one port of a pod two protocols: the oldest counts. */
export const portProtocolConflict: FindingCheck = ({ mesh }) =>
  mergeWorkloads(
    mesh.all
      .filter(({ plane }) => plane === 'sidecar')
      .flatMap(subject =>
        mesh.portsOf(subject).flatMap(({ port, served }) => {
          const [oldest, ...others] = served;
          return others
            .filter(other => portChain(other.port) !== portChain(oldest.port))
            .map(
              ({ service, port: servicePort }): Finding => ({
                code: 'port-protocol-conflict',
                severity: 'medium',
                object: nameOf('Service', service),
                path: 'spec.ports',
                workloads: [subject.workload.key],
                params: {
                  port: String(port),
                  says: portChain(servicePort),
                  counts: portChain(oldest.port),
                  by: nameOf('Service', oldest.service),
                },
              }),
            );
        }),
      ),
  );

/**
 * HTTP rules on a port whose protocol is detected hold for requests; a client
 * that speaks something else meets the rule as a TCP port has it.
 */
export const httpRuleOnDetectedPort: FindingCheck = ({ snapshot, mesh }) =>
  snapshot.objects('AuthorizationPolicy').flatMap(policy => {
    if (policy.dryRun) return [];
    if (policy.action !== 'ALLOW' && policy.action !== 'DENY') return [];
    const rules = policy.rules.filter(rule =>
      conditionsOf(rule).some(c => !supports('tcp', c)),
    );
    if (rules.length === 0) return [];
    const places = mesh
      .ofPolicy(policy)
      .filter(({ plane }) => plane === 'sidecar')
      .flatMap(subject =>
        mesh
          .portsOf(subject)
          .filter(
            ({ port, chain, served }) =>
              chain === 'auto' &&
              served.length > 0 &&
              rules.some(rule => appliesToPort(rule, port)),
          )
          .map(({ port }) => ({ subject, port })),
      );
    if (places.length === 0) return [];
    return [
      ofPolicy(
        'http-rule-on-detected-port',
        'low',
        policy,
        rules[0].path,
        places.map(({ subject }) => subject),
        { ports: listPorts(places.map(({ port }) => port)) },
      ),
    ];
  });

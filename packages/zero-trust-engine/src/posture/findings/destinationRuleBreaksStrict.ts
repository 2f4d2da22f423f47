import { acceptanceOf } from '../../layers/transport/acceptance';
import { covers } from '../../layers/mesh/attachedPolicies';
import { clientTls } from '../../layers/transport/clientTls';
import {
  hostOf,
  qualifiedHost,
} from '../../layers/transport/destinationRuleFor';
import { Finding } from '../Finding';
import { FindingCheck } from './FindingContext';
import { nameOf } from './objects';

/** A DestinationRule for a Service that sends what its STRICT pods refuse. */
export const destinationRuleBreaksStrict: FindingCheck = ({
  snapshot,
  enrolment,
  mtls,
}) =>
  snapshot.objects('DestinationRule').flatMap(rule => {
    const { host, meta } = rule;
    const named = snapshot.services.filter(
      service => hostOf(service).host === qualifiedHost(host, meta.namespace),
    );
    return named.flatMap(service =>
      service.ports.flatMap((servicePort): readonly Finding[] => {
        const { sends, because } = clientTls([rule], servicePort.port);
        if (sends !== 'plaintext' && sends !== 'app-tls') return [];
        const refusing = snapshot.workloads.filter(workload => {
          const [pod] = workload.pods;
          const shape = pod ?? workload.template;
          if (
            !shape ||
            workload.namespace !== service.meta.namespace ||
            !service.selector ||
            !covers(service.selector, workload.labels)
          ) {
            return false;
          }
          const port = workload.ports.find(({ name, port: number }) =>
            typeof servicePort.targetPort === 'number'
              ? number === servicePort.targetPort
              : name === servicePort.targetPort,
          );
          const { accepts } = acceptanceOf(
            mtls,
            shape,
            workload.namespace,
            pod ? enrolment.ofPod(pod) : enrolment.declared(workload),
            port?.port ?? Number(servicePort.targetPort),
            'TCP',
          );
          return accepts === 'mtls-only';
        });
        if (refusing.length === 0) return [];
        return [
          {
            code: 'destination-rule-breaks-strict',
            severity: 'high',
            object: nameOf('DestinationRule', rule),
            ...(because[0]?.path ? { path: because[0].path } : {}),
            workloads: refusing.map(({ key }) => key),
            params: {
              service: `${service.meta.namespace}/${service.meta.name}`,
            },
          },
        ];
      }),
    );
  });

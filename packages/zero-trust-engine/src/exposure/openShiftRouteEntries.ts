import { formatObjectRef } from '../refs';
import { OpenShiftRoute } from '../snapshot/parseOpenShiftRoute';
import { ServicePort, Snapshot } from '../snapshot/Snapshot';
import { audienceOfProxies } from './audience';
import { fromWorkloads } from './controllers';
import { EntryPoint } from './EntryPoint';
import { ServiceTargets } from './ServiceTargets';

/** Marks the routers that the ingress operator runs, with their name. */
const routerLabel =
  'ingresscontroller.operator.openshift.io/deployment-ingresscontroller';

/** OpenShift Routes, alternate backends included. */
export function openShiftRouteEntries(
  snapshot: Snapshot,
  services: ServiceTargets,
): readonly EntryPoint[] {
  const source = fromWorkloads(
    snapshot.workloads.filter(({ labels }) => labels[routerLabel]),
  );
  const audience = audienceOfProxies(snapshot, source);
  return snapshot.objects('Route').flatMap(route =>
    route.targets.map((target): EntryPoint => {
      const leads = services.behindPorts(
        route.meta.namespace,
        target.service,
        port => isMeant(route, port),
      );
      return {
        type: 'openshift-route',
        object: formatObjectRef({ kind: 'Route', ...route.meta }),
        path: target.path,
        hosts: route.host === undefined ? [] : [route.host],
        httpPaths:
          route.httpPath === undefined
            ? []
            : [{ type: 'Prefix', value: route.httpPath }],
        addresses: [],
        tls: route.tls,
        service: `${route.meta.namespace}/${target.service}`,
        source,
        audience,
        ...(route.admitted === false
          ? { targets: [], fault: 'not-accepted' }
          : leads),
      };
    }),
  );
}

/** By name, number or target port of the Service; without one every port. */
function isMeant({ targetPort }: OpenShiftRoute, port: ServicePort): boolean {
  return (
    targetPort === undefined ||
    port.name === targetPort ||
    port.port === targetPort ||
    port.targetPort === targetPort
  );
}

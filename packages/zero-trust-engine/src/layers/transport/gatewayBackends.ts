import { ClusterService, ServicePort } from '../../snapshot/Snapshot';
import { Workload } from '../../snapshot/Workload';
import { covers, gatewayNameLabel } from '../mesh/attachedPolicies';
import { hostOf } from './destinationRuleFor';
import { targetPortOf } from './FrontServices';
import { shapeOf } from './Peer';
import { Routed, Routes, backendsOf, routesOf } from './routes';
import { TransportContext } from './TransportContext';
import { matchesHost } from './visibility';

/** A pod of a Service, and how it is dialled through it. */
export interface Backend {
  readonly workload: Workload;
  readonly port: number;
  readonly service: ClusterService;
  readonly servicePort: ServicePort;
}

/** Gateway pods that serve a host on a port of their Service. */
export function entriesFor(
  context: TransportContext,
  host: string,
  port: number,
): readonly { readonly backend: Backend; readonly routes: Routes }[] {
  const { snapshot, enrolment } = context;
  return snapshot.workloads
    .filter(workload => {
      const [pod] = workload.pods;
      return (
        (pod ? enrolment.ofPod(pod) : enrolment.declared(workload)) ===
        'gateway'
      );
    })
    .flatMap(workload => {
      const shape = shapeOf(workload);
      return context.front.of(workload.namespace, shape).flatMap(service =>
        service.ports
          .filter(p => p.port === port && p.protocol === 'TCP')
          .flatMap(servicePort => {
            const target = targetPortOf(servicePort, shape);
            return target === undefined
              ? []
              : [{ workload, port: target, service, servicePort }];
          }),
      );
    })
    .filter(backend => serves(context, backend, host))
    .map(backend => ({ backend, routes: routesAt(context, backend, host) }));
}

function serves(
  { listeners }: TransportContext,
  { workload, port }: Backend,
  host: string,
): boolean {
  const shape = shapeOf(workload);
  const found = listeners.at(workload.namespace, shape, port);
  return (
    found === undefined ||
    found.some(({ hosts }) => hosts.some(h => matchesHost(h, host)))
  );
}

/** Where the listeners of a gateway's pod send requests for a host. */
export function routesAt(
  context: TransportContext,
  { workload, port, servicePort }: Backend,
  host: string,
): Routes {
  const shape = shapeOf(workload);
  const found = context.listeners.at(workload.namespace, shape, port);
  if (found === undefined) {
    return { state: 'unknown', because: { reason: 'gateways-unreadable' } };
  }
  const names = found
    .filter(({ hosts }) => hosts.some(h => matchesHost(h, host)))
    .map(({ policy }) => policy.replace(/^Gateway /, ''));
  const routes = [...new Set(names)].map(name => {
    if (shape.labels[gatewayNameLabel] === undefined) {
      return routesOf(
        context,
        name,
        host,
        servicePort.port,
        workload.namespace,
      );
    }
    const [namespace, own] = name.split('/');
    const ofApi = backendsOf(
      context,
      { namespace, name: own },
      host,
      servicePort.port,
    );
    return ofApi.state === 'none'
      ? routesOf(context, name, host, servicePort.port, workload.namespace)
      : ofApi;
  });
  const open = routes.find(({ state }) => state === 'unknown');
  if (open) return open;
  const destinations = routes.flatMap(route =>
    route.state === 'known' ? route.destinations : [],
  );
  return destinations.length === 0
    ? { state: 'none' }
    : { state: 'known', destinations };
}

/** Pods behind a destination that is a Service of the cluster. */
export function backendsAt(
  { snapshot }: TransportContext,
  { host, port }: Routed,
  otherwise: number | undefined,
): readonly Backend[] {
  return snapshot.services
    .filter(service => hostOf(service).host === host)
    .flatMap(service => {
      const wanted = port ?? otherwise;
      const ports = service.ports.filter(
        p =>
          p.protocol === 'TCP' &&
          (p.port === wanted || service.ports.length === 1),
      );
      return ports.flatMap(servicePort =>
        snapshot.workloads
          .filter(
            ({ namespace, labels }) =>
              namespace === service.meta.namespace &&
              service.selector !== undefined &&
              covers(service.selector, labels),
          )
          .flatMap(workload => {
            const target = targetPortOf(servicePort, shapeOf(workload));
            return target === undefined
              ? []
              : [{ workload, port: target, service, servicePort }];
          }),
      );
    });
}

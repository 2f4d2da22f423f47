import {
  MeshManifests,
  MeshPod,
  MeshService,
  ServicePortManifest,
  all,
  oldestFirst,
  takes,
} from './manifests';

/** What a proxy reads on a port: requests, connections, or whichever comes. */
export type Chain = 'http' | 'tcp' | 'auto';

export const isHeadless = ({ spec }: MeshService) => spec.clusterIP === 'None';

/** Pods of the Service's namespace with its labels. */
export function endpointsOf(
  mesh: MeshManifests,
  service: MeshService,
): readonly MeshPod[] {
  return all(mesh, 'Pod').filter(pod => isBehind(service, pod));
}

export function isBehind({ metadata, spec }: MeshService, pod: MeshPod) {
  return (
    metadata.namespace === pod.metadata.namespace &&
    takes(spec.selector, pod.metadata.labels)
  );
}

/** Services with a port that leads to a port of a pod, the oldest first. */
export function leadingTo(
  mesh: MeshManifests,
  pod: MeshPod,
  port: number,
): readonly {
  readonly service: MeshService;
  readonly port: ServicePortManifest;
}[] {
  return oldestFirst(all(mesh, 'Service'))
    .filter(service => isBehind(service, pod))
    .flatMap(service =>
      service.spec.ports
        .filter(({ targetPort }) => targetPort === port)
        .map(servicePort => ({ service, port: servicePort })),
    );
}

const http = ['http', 'http2', 'grpc', 'kubernetes.io/h2c'];
const tcp = ['tcp', 'tls', 'https', 'mongo', 'redis', 'mysql'];

/** Istio, protocol selection: appProtocol, the name's first word, detection. */
export function chainOf(port: ServicePortManifest | undefined): Chain {
  const said = [port?.appProtocol, port?.name?.split('-')[0]];
  const known = said.find(
    word => word !== undefined && [...http, ...tcp].includes(word),
  );
  if (known === undefined) return port?.port === 3306 ? 'tcp' : 'auto';
  return http.includes(known) ? 'http' : 'tcp';
}

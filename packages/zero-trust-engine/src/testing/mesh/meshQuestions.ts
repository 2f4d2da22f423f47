import { Connection, Endpoint } from '../../Connection';
import { compile } from '../../evaluate/compile';
import { Engine } from '../../evaluate/Engine';
import { MeshCall, nameOf } from '../../reference/mesh/askMeshNaively';
import { NaiveRequest } from '../../reference/mesh/hops';
import { MeshManifests, MeshPod, all } from '../../reference/mesh/manifests';
import { endpointsOf } from '../../reference/mesh/services';
import { snapshotOf } from '../fromYaml';
import { istiodOf } from './someMesh';

/** The engine for a random mesh, told of istiod by objects alone. */
export const engineOfMesh = ({ settings, objects }: MeshManifests): Engine =>
  compile(
    snapshotOf([...istiodOf(settings), ...objects], {
      cni: 'other',
      ipBlockMatchesPods: true,
    }),
  );

/** Every Service by every caller, and every pod by its address. */
export function callsIn(
  mesh: MeshManifests,
): readonly Omit<MeshCall, 'request'>[] {
  const pods = all(mesh, 'Pod');
  const isApplication = ({ metadata }: MeshPod) =>
    metadata.labels?.app !== undefined;
  const callers = pods.filter(isApplication);
  return callers.flatMap(client => [
    ...all(mesh, 'Service').flatMap(object =>
      endpointsOf(mesh, object)
        .filter(server => server !== client && !isGateway(server))
        .flatMap(server =>
          object.spec.ports.map(({ port, targetPort }) => ({
            client,
            server,
            port: targetPort,
            service: { object, port },
          })),
        ),
    ),
    ...callers
      .filter(server => server !== client && !isGateway(server))
      .map(server => ({ client, server, port: 8080 })),
  ]);
}

/** What a gateway takes is a matter of its listeners, and not asked here. */
const isGateway = ({ metadata }: MeshPod) =>
  metadata.labels?.['gateway.networking.k8s.io/gateway-name'] !== undefined;

/** Requests that meet the values of the policies, and a plain connection. */
export const someRequests: readonly NaiveRequest[] = [
  {
    http: { method: 'GET', path: '/v1/x?q=1', host: 'api', headers: {} },
    sni: 'api',
  },
  {
    http: {
      method: 'POST',
      path: '/admin',
      host: 'www.example',
      headers: { x: 'y' },
    },
    token: { iss: 'iss', sub: 'sub' },
    sni: 'other',
  },
  {
    http: { method: 'DELETE', path: '/x', host: 'Api:80', headers: {} },
    token: { iss: 'foreign', sub: 'sub' },
    sni: 'api',
  },
  { http: null, sni: 'api' },
];

const podRef = (pod: MeshPod) =>
  ({
    kind: 'Pod',
    namespace: pod.metadata.namespace,
    name: pod.metadata.name,
  } as const);

/** The engine's answer to a call: that of the one backend that is meant. */
export const answerOf = (engine: Engine, call: MeshCall) =>
  answer(engine, call, {
    http: call.request.http,
    tls: { sni: call.request.sni },
    requestClaims: call.request.token ?? {},
  });

/** The same where nothing is known of the request. */
export const openAnswerOf = (engine: Engine, way: Omit<MeshCall, 'request'>) =>
  answer(engine, way, {});

function answer(
  engine: Engine,
  { client, server, port, service }: Omit<MeshCall, 'request'>,
  known: Pick<Connection, 'http' | 'tls' | 'requestClaims'>,
) {
  const to: Endpoint = service
    ? {
        type: 'service',
        namespace: service.object.metadata.namespace,
        name: service.object.metadata.name,
      }
    : { type: 'workload', ref: podRef(server), via: 'address' };
  const verdict = engine.judge({
    from: { type: 'workload', ref: podRef(client) },
    to,
    protocol: 'TCP',
    port: service?.port ?? port,
    ...known,
  });
  const [namespace, name] = nameOf(server).split('/');
  const meant = verdict.backends?.find(
    ({ workload }) => workload === `${namespace}/Pod/${name}`,
  );
  if (service && !meant) throw new Error('the Service has no such backend');
  const { outcome, transport, layers } = meant ?? verdict;
  return { outcome, transport, layers };
}

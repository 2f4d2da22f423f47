import { Path, TransportQuestion } from '../Layer';
import { Backend, backendsAt, entriesFor, routesAt } from './gatewayBackends';
import { joined } from './joined';
import { brokenAt, undecided } from './paths';
import { Routes, routesOf } from './routes';
import { TransportContext } from './TransportContext';

const through = { reason: 'through-gateway' };

/** How one stretch of a way is worked out. */
export type Connect = (question: TransportQuestion) => Path;

/**
 * Traffic from outside the cluster to a host that a gateway serves: to the
 * gateway's pods, and from there to where its routes lead. The backend sees the
 * gateway, never the gateway's caller.
 */
export function ingress(
  context: TransportContext,
  question: TransportQuestion,
  connect: Connect,
): Path | undefined {
  const { server } = question;
  if (server.type !== 'fqdn') return undefined;
  const entries = entriesFor(context, server.name, question.port ?? 0);
  const ways = entries.flatMap(entry =>
    onward(context, question, entry.backend, entry.routes, connect),
  );
  return asOne(ways);
}

/**
 * Traffic of the mesh to a host that a route sends through an egress gateway.
 * Undefined where no route speaks of the host.
 */
export function egress(
  context: TransportContext,
  question: TransportQuestion,
  namespace: string,
  connect: Connect,
): Path | undefined {
  const { server, port } = question;
  if (server.type !== 'fqdn') return undefined;
  const { name } = server;
  const routes = routesOf(context, 'mesh', name, port ?? 0, namespace);
  if (routes.state === 'none') return undefined;
  if (routes.state === 'unknown') {
    return undecided(question, routes.because.reason, routes.because);
  }
  const ways = routes.destinations.flatMap((destination): readonly Path[] => {
    if (destination.host === name) return [];
    const backends = backendsAt(context, destination, port ?? 0);
    return backends.length === 0
      ? [undecided(question, 'route-elsewhere', destination.because)]
      : backends.flatMap(backend =>
          onward(
            context,
            question,
            backend,
            routesAt(context, backend, name),
            connect,
          ),
        );
  });
  // Routes that lead to the host itself change nothing.
  return asOne(ways);
}

/** To a gateway's pod, and on from there. */
function onward(
  context: TransportContext,
  question: TransportQuestion,
  gateway: Backend,
  routes: Routes,
  connect: Connect,
): readonly Path[] {
  const party = { type: 'workload', workload: gateway.workload } as const;
  const first = connect({
    ...question,
    server: party,
    port: gateway.port,
    service: { service: gateway.service, port: gateway.servicePort },
  });
  if (routes.state === 'unknown') {
    return [
      joined(
        first,
        through,
        undecided(question, routes.because.reason, routes.because),
      ),
    ];
  }
  if (routes.state === 'none') {
    return [brokenAt(question, { reason: 'gateway-without-route' })];
  }
  const { server } = question;
  return routes.destinations.flatMap((destination): readonly Path[] => {
    if (server.type === 'fqdn' && destination.host === server.name) {
      // A gateway has no routes of the mesh's own to follow.
      const port = destination.port ?? question.port;
      const second = connect({ ...question, client: party, port });
      return [joined(first, [through, destination.because], second)];
    }
    const backends = backendsAt(context, destination, destination.port);
    if (backends.length === 0) {
      const because = { ...destination.because, reason: 'route-elsewhere' };
      return [
        joined(first, through, undecided(question, because.reason, because)),
      ];
    }
    return backends.map(backend =>
      joined(
        first,
        [through, destination.because],
        connect({
          ...question,
          client: party,
          server: { type: 'workload', workload: backend.workload },
          port: backend.port,
          service: { service: backend.service, port: backend.servicePort },
        }),
      ),
    );
  });
}

function asOne(ways: readonly Path[]): Path | undefined {
  const [first, ...others] = ways;
  if (!first) return undefined;
  return others.length > 0 ? { ...first, alternatives: others } : first;
}

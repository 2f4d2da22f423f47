import { formatObjectRef } from '../refs';
import { Gateway } from '../snapshot/parseGateway';
import { Route, RouteRef, RouteRule } from '../snapshot/parseRoute';
import { Snapshot } from '../snapshot/Snapshot';
import { audienceOfAddresses, audienceOfProxies } from './audience';
import { sourceOfGateway } from './controllers';
import { EntryPoint } from './EntryPoint';
import {
  attachmentsOf,
  Attachment,
  RouteKind,
} from '../select/gatewayAttachment';
import { isGranted } from '../select/referenceGrants';
import { Leads, ServiceTargets } from './ServiceTargets';

export const routeKinds = [
  'HTTPRoute',
  'GRPCRoute',
  'TLSRoute',
  'TCPRoute',
  'UDPRoute',
] as const;

const gatewayGroup = 'gateway.networking.k8s.io';

/**
 * Routes of the Gateway API, through each listener that admits them. Gateways
 * inside a mesh (waypoints) are no way in from outside.
 */
export function gatewayRouteEntries(
  snapshot: Snapshot,
  services: ServiceTargets,
): readonly EntryPoint[] {
  return routeKinds.flatMap(kind =>
    snapshot
      .objects(kind)
      .flatMap(route =>
        route.parents
          .filter(
            parent =>
              parent.kind === 'Gateway' && parent.group === gatewayGroup,
          )
          .flatMap(parent =>
            entriesThrough({ kind, route, parent }, snapshot, services),
          ),
      ),
  );
}

interface Through {
  readonly kind: RouteKind;
  readonly route: Route;
  readonly parent: RouteRef;
}

function entriesThrough(
  through: Through,
  snapshot: Snapshot,
  services: ServiceTargets,
): readonly EntryPoint[] {
  const { kind, route, parent } = through;
  const gateway = snapshot
    .objects('Gateway.gateway.networking.k8s.io')
    .find(
      ({ meta }) =>
        meta.namespace === parent.namespace && meta.name === parent.name,
    );
  if (gateway && isInsideMesh(gateway)) return [];
  const controller = gateway && controllerOf(gateway, snapshot);
  const source = gateway
    ? sourceOfGateway(snapshot, gateway.meta, controller)
    : ({ seenAs: 'unknown', because: 'class-not-known' } as const);
  const audience =
    audienceOfAddresses(gateway?.addresses ?? []) ??
    audienceOfProxies(snapshot, source);
  const attached: readonly (Attachment | undefined)[] = gateway
    ? attachmentsOf(through, gateway, snapshot)
    : [];
  const listeners = attached.length > 0 ? attached : [undefined];
  return listeners.flatMap(attachment =>
    route.rules.flatMap(rule =>
      rule.backends.map(
        (backend): EntryPoint => ({
          type: 'gateway-route',
          object: formatObjectRef({ kind, ...route.meta }),
          path: backend.path,
          hosts: attachment?.hosts ?? route.hostnames,
          httpPaths: rule.httpPaths,
          addresses: gateway?.addresses ?? [],
          ...(attachment && { port: attachment.port }),
          tls: attachment?.tls ?? 'unknown',
          service: `${backend.namespace}/${backend.name}`,
          source,
          audience,
          ...leadsThrough(
            { through, gateway, attachment, backend },
            {
              snapshot,
              services,
            },
          ),
        }),
      ),
    ),
  );
}

interface Way {
  readonly through: Through;
  readonly gateway: Gateway | undefined;
  readonly attachment: Attachment | undefined;
  readonly backend: RouteRule['backends'][number];
}

function leadsThrough(
  { through: { kind, route }, gateway, attachment, backend }: Way,
  world: { readonly snapshot: Snapshot; readonly services: ServiceTargets },
): Leads {
  const nowhere = (fault: Leads['fault']): Leads => ({ targets: [], fault });
  if (!gateway) return nowhere('parent-not-found');
  if (!attachment) return nowhere('no-listener-admits-it');
  if (route.accepted === false) return nowhere('not-accepted');
  if (backend.kind !== 'Service' || backend.group !== '') {
    return nowhere('backend-is-no-service');
  }
  if (
    !isGranted(world.snapshot, { kind, from: route.meta.namespace, backend })
  ) {
    return nowhere('reference-not-granted');
  }
  return world.services.behindPorts(
    backend.namespace,
    backend.name,
    port => backend.port === undefined || port.port === backend.port,
  );
}

function controllerOf(
  { className }: Gateway,
  snapshot: Snapshot,
): string | undefined {
  return snapshot
    .objects('GatewayClass')
    .find(({ meta }) => meta.name === className)?.controllerName;
}

function isInsideMesh({ listeners }: Gateway): boolean {
  return (
    listeners.length > 0 &&
    listeners.every(({ protocol }) => protocol === 'HBONE')
  );
}

import { formatObjectRef } from '../refs';
import { IngressClass } from '../snapshot/parseIngressClass';
import { Ingress, IngressRoute } from '../snapshot/parseIngress';
import { Snapshot } from '../snapshot/Snapshot';
import { audienceOfAddresses, audienceOfProxies } from './audience';
import { sourceOfController } from './controllers';
import { EntryPoint, EntrySource } from './EntryPoint';
import { Leads, ServiceTargets } from './ServiceTargets';

/** Every host and path of every Ingress. */
export function ingressEntries(
  snapshot: Snapshot,
  services: ServiceTargets,
): readonly EntryPoint[] {
  return snapshot.objects('Ingress').flatMap(ingress => {
    const source = sourceOf(ingress, snapshot);
    const audience =
      audienceOfAddresses(ingress.addresses) ??
      audienceOfProxies(snapshot, source);
    return ingress.routes.map(
      ({ host, httpPath, backend }): EntryPoint => ({
        type: 'ingress',
        object: formatObjectRef({ kind: 'Ingress', ...ingress.meta }),
        path: backend.path,
        hosts: host === undefined ? [] : [host],
        httpPaths: httpPath ? [httpPath] : [],
        addresses: ingress.addresses,
        tls: isTls(ingress, host) ? 'terminated' : 'none',
        ...(backend.service && {
          service: `${ingress.meta.namespace}/${backend.service}`,
        }),
        source,
        audience,
        ...leadsOf(ingress, backend, services),
      }),
    );
  });
}

/** A TLS entry without hosts is the controller's certificate for every host. */
function isTls({ hasTls, tlsHosts }: Ingress, host: string | undefined) {
  if (!hasTls) return false;
  if (tlsHosts.length === 0 || host === undefined) return true;
  return tlsHosts.some(
    covers =>
      covers === host ||
      (covers.startsWith('*.') &&
        host.split('.').slice(1).join('.') === covers.slice(2)),
  );
}

function leadsOf(
  { meta }: Ingress,
  { service, port }: IngressRoute['backend'],
  services: ServiceTargets,
): Leads {
  if (service === undefined) {
    return { targets: [], fault: 'backend-is-no-service' };
  }
  return services.behindPorts(meta.namespace, service, candidate =>
    typeof port === 'number'
      ? candidate.port === port
      : port === undefined || candidate.name === port,
  );
}

function sourceOf(ingress: Ingress, snapshot: Snapshot): EntrySource {
  const found = classOf(ingress, snapshot.objects('IngressClass'));
  if (found === undefined || found.controller === '') {
    return { seenAs: 'unknown', because: 'class-not-known' };
  }
  return sourceOfController(snapshot, found.controller);
}

/** The class that it names, else the only default one. */
function classOf(
  { className }: Ingress,
  classes: readonly IngressClass[],
): IngressClass | undefined {
  if (className !== undefined) {
    return classes.find(({ meta }) => meta.name === className);
  }
  const defaults = classes.filter(({ isDefault }) => isDefault);
  return defaults.length === 1 ? defaults[0] : undefined;
}

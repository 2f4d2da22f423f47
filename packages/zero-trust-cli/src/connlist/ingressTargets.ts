import {
  ClusterService,
  Field,
  PortSet,
  RawObject,
  ServicePort,
  Snapshot,
  Workload,
  matchLabels,
  parseLabelSelector,
} from '@ztn/zero-trust-engine';

/** TCP ports of workloads that an Ingress or a Route leads to, by `Workload.key`. */
export type IngressTargets = ReadonlyMap<string, PortSet>;

/** A Service that an entry leads to, and which of its ports. */
interface Backend {
  readonly namespace: string;
  readonly service: string;
  readonly leadsTo: (port: ServicePort) => boolean;
}

/**
 * Where Ingress and OpenShift Route objects lead, as netpol-analyzer follows
 * them: to the Service, to the workloads that it selects, to those of its target
 * ports that a container declares for TCP.
 */
export function ingressTargets(
  objects: readonly RawObject[],
  snapshot: Snapshot,
): IngressTargets {
  const targets = new Map<string, PortSet>();
  for (const { namespace, service, leadsTo } of objects.flatMap(backendsOf)) {
    const found = snapshot.services.find(
      ({ meta }) => meta.namespace === namespace && meta.name === service,
    );
    if (!found?.selector) continue;
    const ports = found.ports.filter(leadsTo);
    for (const workload of selectedBy(found, snapshot)) {
      const reached = ports.reduce(
        (set, port) => set.union(declaredTarget(port, workload)),
        targets.get(workload.key) ?? PortSet.none,
      );
      if (!reached.isEmpty) targets.set(workload.key, reached);
    }
  }
  return targets;
}

function backendsOf(object: RawObject): readonly Backend[] {
  const root = new Field(object);
  try {
    if (object.kind === 'Ingress') return ingressBackends(root);
    const isRoute =
      object.kind === 'Route' &&
      object.apiVersion.startsWith('route.openshift.io/');
    return isRoute ? routeBackends(root) : [];
  } catch {
    // An entry that is not as its API says leads nowhere.
    return [];
  }
}

function ingressBackends(root: Field): readonly Backend[] {
  const namespace = namespaceOf(root);
  const spec = root.at('spec');
  const paths = spec
    .at('rules')
    .items()
    .flatMap(rule => rule.in('http', 'paths').items());
  return [spec.at('defaultBackend'), ...paths.map(path => path.at('backend'))]
    .map(backend => backend.at('service'))
    .filter(service => service.present)
    .map(service => ({
      namespace,
      service: service.at('name').string(),
      leadsTo: leadingTo(
        service.in('port', 'number').optionalInt() ??
          service.in('port', 'name').optionalString(),
      ),
    }));
}

function routeBackends(root: Field): readonly Backend[] {
  const namespace = namespaceOf(root);
  const spec = root.at('spec');
  const wanted = spec.in('port', 'targetPort').value;
  return [spec.at('to'), ...spec.at('alternateBackends').items()]
    .filter(to => to.present && to.at('kind').stringOr('Service') === 'Service')
    .map(to => ({
      namespace,
      service: to.at('name').string(),
      leadsTo: wanted === undefined ? () => true : leadingTo(wanted),
    }));
}

/**
 * netpol-analyzer takes a port for the Service's port, its name or its target
 * port alike. To Kubernetes the target port of an Ingress leads nowhere, which
 * is why this is not `entryPointsOf`.
 */
function leadingTo(wanted: unknown): Backend['leadsTo'] {
  return ({ name, port, targetPort }) =>
    wanted !== undefined && [name, port, targetPort].some(p => p === wanted);
}

function namespaceOf(root: Field): string {
  return root.in('metadata', 'namespace').optionalString() || 'default';
}

function selectedBy(
  { meta, selector }: ClusterService,
  { workloads }: Snapshot,
): readonly Workload[] {
  const all = parseLabelSelector(new Field({ matchLabels: selector }));
  return workloads.filter(
    ({ namespace, labels }) =>
      namespace === meta.namespace && matchLabels(all, labels),
  );
}

/** The workload's port that a Service port leads to, if it declares it. */
function declaredTarget(port: ServicePort, workload: Workload): PortSet {
  // A virtual machine declares no port and may listen on any.
  if (workload.ref.kind === 'VirtualMachine') {
    const { protocol, targetPort } = port;
    return protocol === 'TCP' && typeof targetPort === 'number'
      ? PortSet.of(targetPort)
      : PortSet.none;
  }
  const found = workload.ports.filter(
    declared =>
      declared.protocol === 'TCP' &&
      (typeof port.targetPort === 'number'
        ? declared.port === port.targetPort
        : declared.name === port.targetPort),
  );
  return PortSet.of(...found.map(declared => declared.port));
}

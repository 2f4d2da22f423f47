import {
  DestinationRule,
  MeshManifests,
  MeshPod,
  MeshService,
  TrafficSettings,
  all,
  oldestFirst,
  takes,
} from './manifests';

/** What rules tell a client to send to a port of a Service. */
export interface ClientTls {
  /** `auto`: nothing is said. */
  readonly sends: 'plaintext' | 'mtls' | 'app-tls' | 'auto' | 'mtls-unless-off';
  /** Endpoints cannot be told apart. */
  readonly passthrough: boolean;
}

export const hostOf = ({ metadata }: MeshService) =>
  `${metadata.name}.${metadata.namespace}.svc.cluster.local`;

/** A star in front, or the whole name. */
export const hostMatches = (pattern: string, host: string) =>
  pattern.startsWith('*') ? host.endsWith(pattern.slice(1)) : pattern === host;

/**
 * Istio, DestinationRule: the client's namespace, then the Service's, then the
 * root's; in the first with any match the most specific host; what is for the
 * same host is one object, and its oldest traffic policy counts.
 */
export function clientTls(
  mesh: MeshManifests,
  client: MeshPod,
  service: MeshService,
  port: number,
  fetchesCredentials: boolean,
): ClientTls {
  const policies = rulesFor(mesh, client, service).filter(
    ({ spec }) => spec.trafficPolicy,
  );
  const [rule] = policies;
  const top = rule?.spec.trafficPolicy;
  if (!top) return { sends: 'auto', passthrough: false };
  const entry = top.portLevelSettings?.find(e => e.port.number === port);
  // For the cluster a port's entry stands in for everything above it.
  const forCluster: TrafficSettings = entry ?? top;
  const passthrough = forCluster.loadBalancer?.simple === 'PASSTHROUGH';
  const { tls } = forCluster;
  if (tls) {
    const dropped =
      tls.credentialName !== undefined &&
      rule.spec.workloadSelector === undefined &&
      !fetchesCredentials;
    switch (tls.mode) {
      case 'DISABLE':
        return { sends: 'plaintext', passthrough };
      case 'ISTIO_MUTUAL':
        return { sends: 'mtls', passthrough };
      default:
        return { sends: dropped ? 'plaintext' : 'app-tls', passthrough };
    }
  }
  // For the endpoints what stands above still counts.
  if (!top.tls) return { sends: 'auto', passthrough };
  const sends =
    top.tls.mode === 'ISTIO_MUTUAL' ? 'mtls-unless-off' : 'plaintext';
  return { sends, passthrough };
}

function rulesFor(
  mesh: MeshManifests,
  client: MeshPod,
  service: MeshService,
): readonly DestinationRule[] {
  const { root } = mesh.settings;
  const from = client.metadata.namespace;
  const host = hostOf(service);
  const rules = oldestFirst(all(mesh, 'DestinationRule'));
  const seen = ({ metadata, spec: { exportTo = ['*'] } }: DestinationRule) =>
    exportTo.some(
      to =>
        to === '*' ||
        to === from ||
        (to === '.' && metadata.namespace === from),
    );
  const isPrivate = ({ spec }: DestinationRule) =>
    spec.exportTo?.includes('.') ?? false;
  const within = (namespace: string) =>
    rules.filter(({ metadata }) => metadata.namespace === namespace);
  const steps = [
    from === root ? within(root).filter(isPrivate) : within(from).filter(seen),
    within(service.metadata.namespace).filter(seen),
    within(root).filter(seen),
  ];
  for (const step of steps) {
    const matching = step.filter(
      rule => hostMatches(fullHost(rule), host) && isFor(rule, client),
    );
    const lengths = matching.map(weightOf);
    const best = matching.filter(
      rule => weightOf(rule) === Math.max(...lengths),
    );
    const chosen = best.filter(({ spec }) => spec.workloadSelector);
    if (best.length > 0) return chosen.length > 0 ? chosen : best;
  }
  return [];
}

/** A name without dots is of the rule's own namespace. */
function fullHost({ metadata, spec: { host } }: DestinationRule): string {
  return host.includes('.') || host.startsWith('*')
    ? host
    : `${host}.${metadata.namespace}.svc.cluster.local`;
}

/** An exact host before every star, then the longer one. */
const weightOf = ({ spec: { host } }: DestinationRule) =>
  host.startsWith('*') ? host.length : 1000;

function isFor({ metadata, spec }: DestinationRule, client: MeshPod): boolean {
  const { workloadSelector } = spec;
  return (
    workloadSelector === undefined ||
    (metadata.namespace === client.metadata.namespace &&
      takes(workloadSelector.matchLabels, client.metadata.labels))
  );
}

import { RawObject } from '../../snapshot/KubernetesObject';
import { namespaceNameLabel } from '../../snapshot/parseNamespace';
import { Snapshot } from '../../snapshot/Snapshot';
import { ClusterDns, clusterDns } from '../clusterDns';

/** A step that a whole namespace takes. */
export type RolloutStep = 'strict' | 'default-deny';

/**
 * The objects of a step, as they are committed: what is there already under the
 * same name is replaced, so that the object that decides is the one that changes.
 */
export function rolloutObjects(
  snapshot: Snapshot,
  namespace: string,
  step: RolloutStep,
): readonly RawObject[] {
  return step === 'strict'
    ? [strict(snapshot, namespace)]
    : defaultDeny(snapshot, namespace);
}

/** Istio reads the oldest namespace-wide object and no other. */
function strict(snapshot: Snapshot, namespace: string): RawObject {
  const [oldest] = snapshot
    .objects('PeerAuthentication')
    .filter(
      ({ meta, selector }) =>
        meta.namespace === namespace &&
        Object.keys(selector ?? {}).length === 0,
    )
    .map(({ meta }) => meta)
    .sort(
      (a, b) =>
        compare(a.creationTimestamp, b.creationTimestamp) ||
        compare(a.name, b.name),
    );
  return {
    apiVersion: 'security.istio.io/v1',
    kind: 'PeerAuthentication',
    metadata: { name: oldest?.name ?? 'default', namespace },
    spec: { mtls: { mode: 'STRICT' } },
  };
}

/** Closed both ways, with what every workload needs to start at all. */
function defaultDeny(
  snapshot: Snapshot,
  namespace: string,
): readonly RawObject[] {
  const { istio } = snapshot.facts;
  const dns = clusterDns(snapshot);
  const policy = (name: string, spec: object): RawObject => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace },
    spec: { podSelector: {}, ...spec },
  });
  const to = (name: string) => [
    { namespaceSelector: { matchLabels: { [namespaceNameLabel]: name } } },
  ];
  const ports = (port: number, ...protocols: readonly string[]) =>
    protocols.map(protocol => ({ protocol, port }));
  return [
    policy('default-deny-all', { policyTypes: ['Ingress', 'Egress'] }),
    ...(dns
      ? [
          policy('allow-dns', {
            policyTypes: ['Egress'],
            egress: [{ to: to(dns.namespace), ports: dnsPorts(snapshot, dns) }],
          }),
        ]
      : []),
    ...(istio.installed === true
      ? [
          policy('allow-istiod', {
            policyTypes: ['Egress'],
            egress: [
              { to: to(istio.rootNamespace), ports: ports(15012, 'TCP') },
            ],
          }),
        ]
      : []),
  ];
}

/** Policy is about the pods' own port, which need not be the Service's. */
function dnsPorts({ services }: Snapshot, dns: ClusterDns): readonly object[] {
  const service = services.find(
    ({ meta }) => meta.namespace === dns.namespace && meta.name === dns.name,
  );
  return (service?.ports ?? [])
    .filter(({ port }) => port === dns.port)
    .map(({ protocol, targetPort }) => ({ protocol, port: targetPort }));
}

const compare = (a: string, b: string) => Number(a > b) - Number(a < b);

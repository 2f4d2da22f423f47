import { blockHas } from '../addressBits';
import { NaiveEnd } from '../NaiveFlow';
import { selects } from '../selects';
import {
  CidrSetManifest,
  CiliumCluster,
  CiliumSectionManifest,
  NameManifest,
  ServiceRefManifest,
  isSince,
} from './ciliumManifests';
import {
  Identity,
  identityOf,
  meets,
  namespaceKey,
  nodeOf,
  peerOf,
} from './identity';

/** `gap`: it cannot be told who is meant. `address`: whose name it is, decides. */
export type PeerAnswer = boolean | 'gap' | 'address';

/** What the names of a rule may come to stand for. */
export interface PeerQuestion {
  readonly cluster: CiliumCluster;
  /** Of the policy; absent for a clusterwide one. */
  readonly namespace: string | undefined;
  readonly peer: NaiveEnd;
  readonly subject: NaiveEnd;
  /** The name by which the address was found, when one is asked about. */
  readonly name?: string;
  /** Whether the subject may look a name up, and so learns its addresses. */
  readonly learns: (name: string) => boolean;
}

/** The peer members of an element of one of the four lists, without their side. */
export interface Members {
  readonly endpoints?: CiliumSectionManifest['fromEndpoints'];
  readonly entities?: readonly string[] | null;
  readonly cidr?: readonly string[] | null;
  readonly cidrSet?: readonly CidrSetManifest[] | null;
  readonly nodes?: CiliumSectionManifest['fromNodes'];
  readonly services?: readonly ServiceRefManifest[] | null;
  readonly fqdns?: readonly NameManifest[] | null;
}

export function membersOf(section: CiliumSectionManifest): Members {
  return {
    endpoints: section.fromEndpoints ?? section.toEndpoints,
    entities: section.fromEntities ?? section.toEntities,
    cidr: section.fromCIDR ?? section.toCIDR,
    cidrSet: section.fromCIDRSet ?? section.toCIDRSet,
    nodes: section.fromNodes ?? section.toNodes,
    services: section.toServices,
    fqdns: section.toFQDNs,
  };
}

/** Whether a section names ports or ICMP: `toPorts: []` is none. */
export function namesTraffic(section: CiliumSectionManifest): boolean {
  return (section.toPorts ?? []).length + (section.icmps ?? []).length > 0;
}

/** Whether a section means a peer; the table of null, empty and absent. */
export function meansPeer(
  section: CiliumSectionManifest,
  question: PeerQuestion,
): PeerAnswer {
  const members = membersOf(section);
  const { endpoints, entities, cidr, cidrSet, nodes, services, fqdns } =
    members;
  const written = [endpoints, entities, cidr, cidrSet, nodes];
  const isOpen =
    written.every(member => member === undefined || member === null) &&
    (services ?? []).length === 0 &&
    (fqdns ?? []).length === 0;
  // Nobody is named: with ports everybody, without them nobody.
  if (isOpen) return namesTraffic(section);
  const { cluster, peer, subject } = question;
  const identity = identityOf(cluster, peer, subject);
  const localCluster = isLocalCluster(cluster);
  const answers: readonly PeerAnswer[] = [
    ...(endpoints ?? []).map(selector =>
      meets(identity, peerOf(selector, question.namespace, localCluster)),
    ),
    ...(entities ?? []).map(entity => isEntity(entity, identity)),
    ...(cidr ?? []).map(block => isInBlock(block, [], question)),
    ...(cidrSet ?? []).map(item =>
      blocksOf(item, cluster).some(block =>
        isInBlock(block, item.except ?? [], question),
      ),
    ),
    ...(nodes ?? []).map(selector => isOtherNode(selector, question)),
    ...(services?.length
      ? [isBehind(services, namesTraffic(section), question)]
      : []),
    ...(fqdns ?? []).map(item => isNamed(item, question)),
  ];
  if (answers.includes(true)) return true;
  return answers.find(answer => answer !== false) ?? false;
}

/** The agents' own default changed with 1.19. */
export function isLocalCluster(cluster: CiliumCluster): boolean {
  const set = cluster.config['policy-default-local-cluster'];
  return set === undefined ? isSince(cluster, 19) : set === 'true';
}

/** Who has which label; a pod of the cluster has none of the reserved ones. */
function isEntity(entity: string, { k8s, reserved = {} }: Identity): boolean {
  switch (entity) {
    case 'all':
      return true;
    case 'none':
      return false;
    case 'cluster':
      return (
        k8s !== undefined ||
        ['host', 'remote-node', 'kube-apiserver'].some(name => name in reserved)
      );
    default:
      return entity in reserved;
  }
}

/** Blocks are of outside addresses, unless the agents are told otherwise. */
function isInBlock(
  block: string,
  except: readonly string[],
  { cluster, peer }: PeerQuestion,
): boolean {
  const modes = (cluster.config['policy-cidr-match-mode'] ?? '').split(' ');
  if (nodeOf(peer) !== undefined) {
    if (!modes.includes('nodes')) return false;
  } else if (peer.type === 'pod' && !modes.includes('pods')) {
    return false;
  }
  return (
    blockHas(block, peer.address) &&
    !except.some(hole => blockHas(hole, peer.address))
  );
}

function blocksOf(
  { cidr, cidrGroupRef }: CidrSetManifest,
  { objects }: CiliumCluster,
): readonly string[] {
  if (cidr !== undefined) return [cidr];
  return objects.flatMap(object =>
    object.kind === 'CiliumCIDRGroup' && object.metadata.name === cidrGroupRef
      ? object.spec.externalCIDRs
      : [],
  );
}

/** Never the node that the subject is on. */
function isOtherNode(
  selector: Parameters<typeof selects>[0],
  { cluster, peer, subject }: PeerQuestion,
): boolean {
  const name = nodeOf(peer);
  return (
    name !== undefined &&
    !('host' in (identityOf(cluster, peer, subject).reserved ?? {})) &&
    cluster.objects.some(
      object =>
        object.kind === 'Node' &&
        object.metadata.name === name &&
        selects(selector, object.metadata.labels ?? {}),
    )
  );
}

/** Pods behind a Service, or the addresses of one that selects nobody. */
function isBehind(
  refs: readonly ServiceRefManifest[],
  withPorts: boolean,
  question: PeerQuestion,
): PeerAnswer {
  const { cluster, peer, subject } = question;
  const services = cluster.objects.flatMap(object =>
    object.kind === 'Service' &&
    refs.some(
      ({ k8sService: { serviceName, namespace } }) =>
        object.metadata.name === serviceName &&
        (!namespace || object.metadata.namespace === namespace),
    )
      ? [object]
      : [],
  );
  // Peers that are none have opened such ports to everybody.
  if (services.length === 0) return withPorts ? 'gap' : false;
  return services.some(({ metadata, spec }) => {
    if (spec.selector) {
      const { k8s } = identityOf(cluster, peer, subject);
      return (
        k8s?.[namespaceKey] === metadata.namespace &&
        Object.entries(spec.selector).every(([k, value]) => k8s[k] === value)
      );
    }
    return cluster.objects.some(
      slice =>
        slice.kind === 'EndpointSlice' &&
        slice.metadata.namespace === metadata.namespace &&
        slice.metadata.labels?.['kubernetes.io/service-name'] ===
          metadata.name &&
        slice.endpoints.some(({ addresses }) =>
          addresses.some(address => isInBlock(address, [], question)),
        ),
    );
  });
}

/** A name stands for the outside addresses that a lookup of it has shown. */
function isNamed(
  item: NameManifest,
  { peer, name, learns }: PeerQuestion,
): PeerAnswer {
  if (peer.type !== 'outside') return false;
  if (name !== undefined) return isName(item, name) && learns(name);
  return learns(item.matchName ?? item.matchPattern ?? '') ? 'address' : false;
}

/** `*` stands for what is between two dots; alone for every name. */
export function isName(
  { matchName, matchPattern }: NameManifest,
  name: string,
): boolean {
  if (matchName !== undefined) return matchName === name;
  if (matchPattern === undefined) return false;
  if (matchPattern === '*') return true;
  const own = matchPattern.split('.');
  const asked = name.split('.');
  return (
    own.length === asked.length &&
    own.every((part, i) => part === '*' || part === asked[i])
  );
}

import { AddressRange } from '../../cidr';
import { IpSet } from '../../sets/IpSet';
import { assertNever, ReservedPeer } from '../../vocabulary';
import { Party } from '../Layer';
import { podsOf } from '../podsOf';
import { Node } from '../../snapshot/Snapshot';
import { inCommonFamily } from './commonFamily';
import { cutAddresses } from './cutAddresses';
import { Identity } from './NetworkRule';
import { addressesOf, addressesOfPod, PeerIndex } from './PeerIndex';
import { PeerView } from './PeerView';

/** All views of one party, and what it means when their answers differ. */
export interface ViewSet {
  readonly views: readonly PeerView[];
  /** `all`: every one is real, so the strictest counts. `one`: it depends. */
  readonly real: 'all' | 'one';
}

/** What the views must be told apart by. */
export interface ViewOptions {
  readonly subject: Party;
  /** Address sets that rules of the subject name. */
  readonly named: readonly IpSet[];
  /** Whether some rule may match a pod by its address. */
  readonly podAddressesMatter: boolean;
}

const none: ReadonlySet<Identity> = new Set();

export function viewsOf(
  peer: Party,
  index: PeerIndex,
  options: ViewOptions,
): ViewSet {
  const all = (views: readonly PeerView[]): ViewSet => ({
    views: inCommonFamily(views, options.subject),
    real: 'all',
  });
  switch (peer.type) {
    case 'workload':
      return all(
        peer.workload.hostNetwork
          ? hostNetworkViews(peer, index, options)
          : podViews(peer, options),
      );
    case 'node':
      return all(
        nodeViews(peer.node, index, options, addressesOf([peer.address ?? ''])),
      );
    case 'address':
      return outside(IpSet.ofCidr(peer.cidr) ?? IpSet.none, index, options);
    case 'fqdn':
      return outside(index.world, index, options, peer.name);
    case 'reserved':
      return reservedViews(peer.peer, index, options);
    case 'principal':
      return all([{ identities: none, possibly: none, opaque: true }]);
    default:
      return assertNever(peer);
  }
}

function podViews(
  party: Extract<Party, { type: 'workload' }>,
  options: ViewOptions,
): readonly PeerView[] {
  const { id } = party.workload;
  const view = { workload: id, identities: none, possibly: none };
  const pods = podsOf(party);
  if (!options.podAddressesMatter || pods.length === 0) return [view];
  return pods.flatMap((pod): readonly PeerView[] => {
    const known = addressesOfPod(pod);
    return known.length > 0
      ? known.map(address => ({ ...view, address }))
      : [view];
  });
}

/** Policy sees such a pod as its node. */
function hostNetworkViews(
  party: Extract<Party, { type: 'workload' }>,
  index: PeerIndex,
  options: ViewOptions,
): readonly PeerView[] {
  const marks = { workload: party.workload.id, onHostNetwork: true as const };
  const pods = podsOf(party);
  const places =
    pods.length > 0
      ? pods.map(p => ({
          node: p.node === undefined ? undefined : index.nodes.get(p.node),
          name: p.node,
          addresses: addressesOfPod(p),
        }))
      : [...index.nodes.values()].map(node => ({
          node,
          name: node.name,
          addresses: [],
        }));
  if (places.length === 0) {
    return atPlace(undefined, [], index, options).map(v => ({
      ...v,
      ...marks,
    }));
  }
  return places.flatMap(({ node, name, addresses }) => {
    const known =
      addresses.length > 0 ? addresses : addressesOf(node?.addresses ?? []);
    return atPlace(name, known, index, options).map(v => ({ ...v, ...marks }));
  });
}

function nodeViews(
  node: Node,
  index: PeerIndex,
  options: ViewOptions,
  addresses: readonly AddressRange[],
): readonly PeerView[] {
  const known = addresses.length > 0 ? addresses : addressesOf(node.addresses);
  return atPlace(node.name, known, index, options);
}

/** Views of something in the network of a node, near and far as needed. */
function atPlace(
  node: string | undefined,
  addresses: readonly AddressRange[],
  index: PeerIndex,
  options: ViewOptions,
): readonly PeerView[] {
  return nearness(node, options.subject).flatMap(local => {
    const view: PeerView = {
      node,
      ...(local && { local: true }),
      identities: new Set<Identity>([local ? 'host' : 'remote-node']),
      possibly: index.possibly,
    };
    return addresses.length > 0
      ? addresses.map(address => ({
          ...view,
          address,
          // Known by its own address, among others of its node.
          ...(index.isApiServer(address) && {
            identities: new Set<Identity>([
              ...view.identities,
              'kube-apiserver',
            ]),
          }),
        }))
      : [view];
  });
}

/** Whether the subject runs on a node: yes, no, or both for some of its pods. */
function nearness(
  node: string | undefined,
  subject: Party,
): readonly boolean[] {
  if (subject.type === 'node') return [subject.node.name === node];
  if (subject.type !== 'workload') return [false];
  const pods = podsOf(subject);
  if (pods.length === 0 || node === undefined) return [true, false];
  const places = pods.flatMap(pod =>
    pod.node === undefined ? [true, false] : [pod.node === node],
  );
  return [...new Set(places)];
}

/** Addresses that belong to no pod and no node, cut where rules cut them. */
function outside(
  universe: IpSet,
  index: PeerIndex,
  options: ViewOptions,
  name?: string,
): ViewSet {
  const apiServer = IpSet.ofRanges(index.apiServer);
  const atoms = cutAddresses(universe, [...options.named, apiServer]);
  const views = atoms.map(
    (address): PeerView => ({
      address,
      ...(name !== undefined && { name: name.toLowerCase() }),
      identities: new Set<Identity>(
        index.isApiServer(address) ? ['world', 'kube-apiserver'] : ['world'],
      ),
      possibly: index.possibly,
    }),
  );
  return { real: 'one', views: inCommonFamily(views, options.subject) };
}

function reservedViews(
  peer: ReservedPeer,
  index: PeerIndex,
  options: ViewOptions,
): ViewSet {
  switch (peer) {
    case 'world':
      return outside(index.world, index, options);
    case 'host':
    case 'remote-node':
      return { real: 'all', views: someNodeViews(peer, index, options) };
    case 'kube-apiserver':
      return { real: 'all', views: apiServerViews(index, options) };
    case 'ingress':
      return {
        real: 'all',
        views: [{ identities: new Set([peer]), possibly: none }],
      };
    default:
      return assertNever(peer);
  }
}

function someNodeViews(
  peer: 'host' | 'remote-node',
  index: PeerIndex,
  options: ViewOptions,
): readonly PeerView[] {
  const wanted = (view: PeerView) => view.identities.has(peer);
  const known = [...index.nodes.values()]
    .flatMap(node => nodeViews(node, index, options, []))
    .filter(wanted);
  if (known.length > 0) return known;
  return [
    {
      ...(peer === 'host' && { local: true as const }),
      identities: new Set<Identity>([peer]),
      possibly: none,
    },
  ];
}

function apiServerViews(
  index: PeerIndex,
  options: ViewOptions,
): readonly PeerView[] {
  if (index.apiServer.length === 0) {
    return [
      {
        identities: new Set<Identity>(['kube-apiserver']),
        possibly: new Set<Identity>(['host', 'remote-node', 'world']),
      },
    ];
  }
  return index.apiServer.flatMap((address): readonly PeerView[] => {
    const node = index.nodeOf(address);
    const views: readonly PeerView[] = node
      ? nodeViews(node, index, options, [address])
      : [{ address, identities: new Set(['world']), possibly: none }];
    return views.map(view => ({
      ...view,
      identities: new Set<Identity>([...view.identities, 'kube-apiserver']),
    }));
  });
}

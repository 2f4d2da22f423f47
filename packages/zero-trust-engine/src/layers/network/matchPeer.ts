import { assertNever } from '../../vocabulary';
import { coversBlock } from './cutAddresses';
import { Doubt } from './Decision';
import { PeerMatcher } from './NetworkRule';
import { PeerView, viewKind } from './PeerView';

/** Yes, no, or why it cannot be said. */
export type Match = true | false | Doubt;

/** Whether one of several holds; a sure yes beats a doubt. */
export function anyOf(matches: readonly Match[]): Match {
  if (matches.includes(true)) return true;
  return matches.find(match => match !== false) ?? false;
}

/** Whether both hold; a sure no beats a doubt. */
export function both(a: Match, b: Match): Match {
  if (a === false || b === false) return false;
  return a === true ? b : a;
}

export function matchPeer(matcher: PeerMatcher, view: PeerView): Match {
  if (matcher.type === 'any') return true;
  if (view.opaque || matcher.type === 'opaque') return 'gap';
  switch (matcher.type) {
    case 'pods':
      return matchPods(matcher, view);
    case 'addresses':
      return matchAddresses(matcher, view);
    case 'nodes':
      return matcher.remoteOnly && view.local
        ? false
        : matchNode(matcher.nodes, view);
    case 'names':
      return matchNames(matcher, view);
    case 'identities':
      if ([...view.identities].some(i => matcher.identities.has(i))) {
        return true;
      }
      return [...view.possibly].some(i => matcher.identities.has(i))
        ? 'gap'
        : false;
    default:
      return assertNever(matcher);
  }
}

function matchPods(
  matcher: Extract<PeerMatcher, { type: 'pods' }>,
  view: PeerView,
): Match {
  if (view.workload === undefined) return false;
  // A requirement that something be missing holds for what was not read.
  if (matcher.workloads.has(view.workload))
    return matcher.unsure ? 'gap' : true;
  if (view.onHostNetwork) {
    // Documented as either; most plugins see the node and not the pod.
    return matcher.onHostNetwork.has(view.workload) ? 'cni' : false;
  }
  return matcher.unsure ? 'gap' : false;
}

function matchAddresses(
  matcher: Extract<PeerMatcher, { type: 'addresses' }>,
  view: PeerView,
): Match {
  const kind = viewKind(view);
  const counts =
    kind === 'pod'
      ? matcher.matchesPods
      : kind === 'outside' || (kind === 'node' && matcher.matchesNodes);
  if (counts === false) return false;
  const covered = matchAddress(matcher, view);
  return counts === 'unknown' ? both('cni', covered) : covered;
}

function matchAddress(
  matcher: Extract<PeerMatcher, { type: 'addresses' }>,
  { address }: PeerView,
): Match {
  if (matcher.addresses.isEmpty) return false;
  // An address that is not known yet may be any.
  if (!address) return 'gap';
  return coversBlock(matcher.addresses, address);
}

function matchNode(nodes: ReadonlySet<string>, view: PeerView): Match {
  if (viewKind(view) !== 'node' || nodes.size === 0) return false;
  return view.node === undefined ? 'gap' : nodes.has(view.node);
}

function matchNames(
  matcher: Extract<PeerMatcher, { type: 'names' }>,
  view: PeerView,
): Match {
  const learnable = matcher.names.filter(n => n.learns(view.name ?? n.text));
  if (view.name !== undefined) {
    return learnable.some(pattern => pattern.matches(view.name!));
  }
  // The addresses behind a name are only known when it is looked up.
  const outside = viewKind(view) === 'outside';
  return outside && learnable.length > 0 ? 'address' : false;
}

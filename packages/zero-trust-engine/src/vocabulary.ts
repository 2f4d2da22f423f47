/**
 * The engine's closed vocabularies. Strings here are what people read in the
 * API, on the command line and in evidence; the words are upstream's words
 * wherever upstream has one.
 */

/** Always from the subject's side: `ingress` into it, `egress` out of it. */
export type Direction = 'ingress' | 'egress';

/**
 * The four answers. `conditional` depends on a fact that only the request has
 * (a claim, a header, a resolved name); `unknown` means the engine lacks data
 * or upstream leaves the semantics undefined. Neither is ever rounded.
 */
export type Outcome = 'allow' | 'deny' | 'conditional' | 'unknown';

/** Strictest first: the order in which independent verdicts combine. */
export const strictestFirst = [
  'deny',
  'unknown',
  'conditional',
  'allow',
] as const satisfies readonly Outcome[];

/**
 * How firmly an answer stands. `spec`: fixed by API text or an upstream test.
 * `probable`: follows from upstream code, no test seen. `cni-dependent`:
 * network plugins differ and the plugin is not known to settle it.
 * `undefined`: upstream says that it is not defined.
 */
export type Certainty = 'spec' | 'probable' | 'cni-dependent' | 'undefined';

/** Weakest last, so that combining certainties takes the later one. */
export const firmestFirst = [
  'spec',
  'probable',
  'cni-dependent',
  'undefined',
] as const satisfies readonly Certainty[];

/**
 * Independent enforcements that must all allow. `network`: what the network
 * plugin does with packets. `transport`: what the connection is, and whether
 * the two ends can speak at all. `mesh`: Istio's authorization.
 */
export type LayerName = 'network' | 'transport' | 'mesh';

/** What a connection is once both ends have had their say. */
export type Transport =
  | 'mtls'
  | 'hbone'
  | 'plaintext'
  | 'app-tls'
  | 'broken'
  | 'none'
  | 'unknown';

/** Worst protected first: what several connections together amount to. */
export const weakestFirst = [
  'broken',
  'unknown',
  'plaintext',
  'none',
  'app-tls',
  'mtls',
  'hbone',
] as const satisfies readonly Transport[];

/** `ICMP` has no port; the others always do. */
export type Protocol = 'TCP' | 'UDP' | 'SCTP' | 'ICMP';

/** Peers that are not workloads: Cilium's "entities", under their names. */
export type ReservedPeer =
  | 'world'
  | 'host'
  | 'remote-node'
  | 'kube-apiserver'
  | 'ingress';

/** What applies a mesh rule on the path to a workload. */
export type EnforcementPoint =
  | 'sidecar'
  | 'ztunnel'
  | 'waypoint'
  | 'gateway'
  | 'proxyless-grpc';

/** How a pod takes part in the mesh. `none` is a fact; `unknown` is not. */
export type DataPlane =
  | 'sidecar'
  | 'ambient'
  | 'ambient-pending'
  | 'waypoint'
  | 'gateway'
  | 'proxyless-grpc'
  | 'none'
  | 'unknown';

/** PeerAuthentication modes, after inheritance (`UNSET` never remains). */
export type MtlsMode = 'STRICT' | 'PERMISSIVE' | 'DISABLE';

/** How bad a finding is. */
export type Severity = 'critical' | 'high' | 'medium' | 'low' | 'info';

/** Worst first. */
export const worstSeverityFirst = [
  'critical',
  'high',
  'medium',
  'low',
  'info',
] as const satisfies readonly Severity[];

/** Refuses to compile when a union gains a member that a switch forgot. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value ${JSON.stringify(value)}`);
}

/** The strictest of several outcomes; `allow` for none at all. */
export function strictest(outcomes: readonly Outcome[]): Outcome {
  return strictestFirst.find(o => outcomes.includes(o)) ?? 'allow';
}

/** The weakest of several certainties; `spec` for none at all. */
export function leastCertain(certainties: readonly Certainty[]): Certainty {
  return (
    [...firmestFirst].reverse().find(c => certainties.includes(c)) ?? 'spec'
  );
}

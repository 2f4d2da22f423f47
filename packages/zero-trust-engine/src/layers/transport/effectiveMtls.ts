import { formatObjectRef } from '../../refs';
import { StringMap } from '../../snapshot/KubernetesObject';
import { PeerAuthentication } from '../../snapshot/parsePeerAuthentication';
import { Certainty, MtlsMode, leastCertain } from '../../vocabulary';
import { covers } from '../mesh/attachedPolicies';

/** One level of the inheritance chain, with the objects that lost there. */
export interface ChainStep {
  readonly level: 'mesh' | 'namespace' | 'workload' | 'port';
  /** `PeerAuthentication namespace/name`; absent where no object is. */
  readonly policy?: string;
  readonly path?: string;
  readonly mode: MtlsMode | 'UNSET';
  readonly decides: boolean;
  readonly shadowed: readonly string[];
}

/** The mode of one container port. */
export interface PortMode {
  /** What the objects say, inherited. */
  readonly declared: MtlsMode;
  /** What the data plane makes of it: ztunnel reads some forms otherwise. */
  readonly effective: MtlsMode;
  readonly certainty: Certainty;
  readonly chain: readonly ChainStep[];
}

/** Whose mode is asked. */
export interface MtlsSubject {
  readonly namespace: string;
  readonly labels: StringMap;
  readonly plane: 'sidecar' | 'ambient';
}

interface Scope {
  readonly winner?: PeerAuthentication;
  readonly shadowed: readonly PeerAuthentication[];
  readonly tied: boolean;
}

/**
 * Istio, PeerAuthentication: one object for each scope, the oldest, and nothing
 * of the others; mesh, then namespace, then workload; port exceptions only from
 * the workload's object, by container port.
 *
 * @param policies - those of the root namespace and of the subject's, already
 *   limited to the subject's control plane
 */
export function effectiveMtls(
  policies: readonly PeerAuthentication[],
  subject: MtlsSubject,
  rootNamespace: string,
): (port: number) => PortMode {
  const scopes = scopesOf(policies, subject, rootNamespace);
  const levels = [
    { level: 'mesh', scope: scopes.mesh },
    { level: 'namespace', scope: scopes.namespace },
    { level: 'workload', scope: scopes.workload },
  ] as const;
  const set = levels.filter(({ scope }) => isSet(scope.winner?.mode));
  const decider = set.at(-1)?.level ?? 'mesh';
  const mode = modeOr(set.at(-1)?.scope.winner?.mode, 'PERMISSIVE');
  const tied =
    subject.plane === 'ambient' && levels.some(({ scope }) => scope.tied);
  const emptySelector =
    subject.plane === 'ambient' &&
    emptySelectorCounts(policies, scopes, subject, rootNamespace);

  return port => {
    const written = scopes.workload.winner?.ports.get(port);
    const exception = isSet(written) ? written : undefined;
    const declared = exception ?? mode;
    const read: ZtunnelReading =
      subject.plane === 'ambient'
        ? readByZtunnel(scopes, declared, exception)
        : { effective: declared, certainty: 'spec' };
    const decides = exception && !read.passesOver ? 'port' : decider;
    const chain: ChainStep[] = levels.map(({ level, scope }) => ({
      level,
      ...nameOf(scope.winner),
      mode:
        level === 'mesh' && set.length === 0
          ? 'PERMISSIVE'
          : scope.winner?.mode ?? 'UNSET',
      decides: level === decides,
      shadowed: scope.shadowed.map(pa => objectName(pa)),
    }));
    if (written !== undefined) {
      chain.push({
        level: 'port',
        policy: objectName(scopes.workload.winner!),
        path: `spec.portLevelMtls["${port}"].mode`,
        mode: written,
        decides: decides === 'port',
        shadowed: [],
      });
    }
    return {
      declared,
      effective: read.effective,
      certainty: leastCertain([
        read.certainty,
        tied ? 'undefined' : 'spec',
        emptySelector ? 'probable' : 'spec',
      ]),
      chain,
    };
  };
}

type Scopes = Readonly<Record<'mesh' | 'namespace' | 'workload', Scope>>;

interface ZtunnelReading {
  readonly effective: MtlsMode;
  readonly certainty: Certainty;
  /** The port's own entry is not what decides. */
  readonly passesOver?: true;
}

/**
 * Code treats an empty selector otherwise than an absent one in two places, and
 * no upstream test pins either: in the root namespace, for pods of others; and
 * as the parent that port exceptions are merged with.
 */
function emptySelectorCounts(
  policies: readonly PeerAuthentication[],
  { namespace, workload }: Scopes,
  subject: MtlsSubject,
  rootNamespace: string,
): boolean {
  const isEmpty = (pa: PeerAuthentication | undefined) =>
    pa?.selector !== undefined && Object.keys(pa.selector).length === 0;
  return (
    (subject.namespace !== rootNamespace &&
      policies.some(
        pa => pa.meta.namespace === rootNamespace && isEmpty(pa),
      )) ||
    ((workload.winner?.ports.size ?? 0) > 0 && isEmpty(namespace.winner))
  );
}

/**
 * istiod turns the objects into deny rules for ztunnel, which is not the same
 * in three forms; they were read in code and no upstream test pins them.
 * `DISABLE` closes nothing and opens nothing beyond `PERMISSIVE`.
 */
function readByZtunnel(
  { mesh, namespace, workload }: Scopes,
  declared: MtlsMode,
  exception: MtlsMode | undefined,
): ZtunnelReading {
  const own = workload.winner;
  const meshStrict = mesh.winner?.mode === 'STRICT';
  // As a parent of port exceptions only an absent selector counts.
  const parent =
    namespace.winner?.selector === undefined ? namespace.winner : undefined;
  const inheritsStrict = isSet(parent?.mode)
    ? parent?.mode === 'STRICT'
    : meshStrict;
  const exceptions = [...(own?.ports.values() ?? [])].filter(isSet);
  if (own && !isSet(own.mode) && exceptions.length > 0 && inheritsStrict) {
    const opens = exceptions.includes('PERMISSIVE');
    // A namespace object that says UNSET detaches the mesh's rule, and what
    // replaces it is empty: every port accepts plaintext.
    if (opens && meshStrict && namespace.winner?.mode === 'UNSET') {
      return { effective: 'PERMISSIVE', certainty: 'probable' };
    }
    // Only PERMISSIVE ports are looked for, so a DISABLE one alone is not seen.
    if (!opens && exception === 'DISABLE') {
      return { effective: 'STRICT', certainty: 'probable', passesOver: true };
    }
  }
  // Under a strict mesh a strict port of a permissive workload is left out as
  // already covered, and nothing covers it.
  if (
    meshStrict &&
    !isSet(namespace.winner?.mode) &&
    (own?.mode === 'PERMISSIVE' || own?.mode === 'DISABLE') &&
    exception === 'STRICT'
  ) {
    return { effective: 'PERMISSIVE', certainty: 'probable', passesOver: true };
  }
  return {
    effective: declared === 'DISABLE' ? 'PERMISSIVE' : declared,
    certainty: 'spec',
  };
}

function scopesOf(
  policies: readonly PeerAuthentication[],
  { namespace, labels, plane }: MtlsSubject,
  rootNamespace: string,
): Scopes {
  const inRoot = (pa: PeerAuthentication) =>
    pa.meta.namespace === rootNamespace;
  const here = (pa: PeerAuthentication) =>
    pa.meta.namespace === namespace && !inRoot(pa);
  const selects = (pa: PeerAuthentication) =>
    Object.keys(pa.selector ?? {}).length > 0;
  // ztunnel takes only an absent selector in the root namespace as mesh-wide
  // for the workloads of other namespaces; a proxy an empty one as well.
  const meshWide = (pa: PeerAuthentication) =>
    plane === 'sidecar' ||
    pa.selector === undefined ||
    namespace === rootNamespace;
  return {
    mesh: scopeOf(
      policies.filter(pa => inRoot(pa) && !selects(pa) && meshWide(pa)),
    ),
    namespace: scopeOf(policies.filter(pa => here(pa) && !selects(pa))),
    workload: scopeOf(
      policies.filter(
        pa => here(pa) && selects(pa) && covers(pa.selector ?? {}, labels),
      ),
    ),
  };
}

function scopeOf(candidates: readonly PeerAuthentication[]): Scope {
  const [winner, ...shadowed] = [...candidates].sort(byAge);
  return {
    winner,
    shadowed,
    tied: shadowed.some(
      other => other.meta.creationTimestamp === winner.meta.creationTimestamp,
    ),
  };
}

/** Oldest first; equal ages by name, then namespace. */
function byAge(a: PeerAuthentication, b: PeerAuthentication): number {
  const keyOf = ({ meta }: PeerAuthentication) => [
    meta.creationTimestamp,
    meta.name,
    meta.namespace,
  ];
  const [x, y] = [keyOf(a), keyOf(b)];
  const at = x.findIndex((value, index) => value !== y[index]);
  if (at === -1) return 0;
  return x[at] < y[at] ? -1 : 1;
}

function isSet(mode: MtlsMode | 'UNSET' | undefined): mode is MtlsMode {
  return mode !== undefined && mode !== 'UNSET';
}

function modeOr(
  mode: MtlsMode | 'UNSET' | undefined,
  fallback: MtlsMode,
): MtlsMode {
  return isSet(mode) ? mode : fallback;
}

function objectName({ meta }: PeerAuthentication): string {
  return formatObjectRef({ kind: 'PeerAuthentication', ...meta });
}

function nameOf(pa: PeerAuthentication | undefined) {
  return pa ? { policy: objectName(pa), path: 'spec.mtls.mode' } : {};
}

import { IstioTarget } from '../../../snapshot/IstioTarget';
import { ObjectMeta } from '../../../snapshot/KubernetesObject';
import { Severity } from '../../../vocabulary';
import { Finding } from '../../Finding';
import { FindingCheck, FindingContext } from '../FindingContext';
import { nameOf } from '../objects';

interface Scoped {
  readonly kind: string;
  readonly meta: ObjectMeta;
  readonly target: IstioTarget;
}

/** Policies that reach other workloads than it seems, or none that enforces. */
export const policyScope: FindingCheck = context => {
  const { snapshot } = context;
  const scoped: readonly Scoped[] = [
    ...(['AuthorizationPolicy', 'RequestAuthentication'] as const).flatMap(
      kind => snapshot.objects(kind).map(policy => ({ ...policy, kind })),
    ),
    ...snapshot.objects('PeerAuthentication').map(({ meta, selector }) => ({
      kind: 'PeerAuthentication',
      meta,
      target: { ...(selector ? { selector } : {}), targetRefs: [] },
    })),
  ].filter(({ target }) => target.targetRefs.length === 0);
  return scoped.flatMap(policy => [
    ...outsideMesh(policy, context),
    ...everyNamespace(policy, context),
    ...emptySelector(policy, context),
  ]);
};

/** It selects workloads that are there, and not one has a proxy to read it. */
function outsideMesh(
  policy: Scoped,
  { snapshot, mesh }: FindingContext,
): readonly Finding[] {
  const { meta, target } = policy;
  if (meta.namespace === snapshot.facts.istio.rootNamespace) return [];
  const selected = mesh.selectedIn(meta.namespace, target.selector);
  if (selected.length === 0) return [];
  if (selected.some(w => mesh.membershipOf(w) !== 'out')) return [];
  return [
    found(
      'policy-outside-mesh',
      'high',
      policy,
      target.selector ? 'spec.selector' : 'metadata.namespace',
      selected.map(({ key }) => key),
    ),
  ];
}

/** In the root namespace a selector is about every namespace. */
function everyNamespace(
  policy: Scoped,
  { snapshot, mesh }: FindingContext,
): readonly Finding[] {
  const { kind, meta, target } = policy;
  const { rootNamespace } = snapshot.facts.istio;
  const selects = Object.keys(target.selector ?? {}).length > 0;
  if (meta.namespace !== rootNamespace || !selects) return [];
  // Of a PeerAuthentication nothing is left there, and that has its own code.
  if (kind === 'PeerAuthentication') return [];
  const subjects = mesh.ofPolicy(policy);
  const namespaces = [
    ...new Set(subjects.map(({ workload }) => workload.namespace)),
  ].sort();
  if (namespaces.length < 2) return [];
  return [
    found(
      'root-selector-spans-namespaces',
      'info',
      policy,
      'spec.selector',
      subjects.map(({ workload }) => workload.key),
      { namespaces: namespaces.join(', ') },
    ),
  ];
}

/**
 * An empty selector selects everything for a proxy. istiod hands ztunnel an
 * AuthorizationPolicy that nobody is listed for, and takes a PeerAuthentication
 * of the root namespace for one about that namespace alone.
 */
function emptySelector(
  policy: Scoped,
  { snapshot, mesh }: FindingContext,
): readonly Finding[] {
  const { kind, meta, target } = policy;
  const { rootNamespace } = snapshot.facts.istio;
  const inRoot = meta.namespace === rootNamespace;
  const isEmpty =
    target.selector !== undefined && Object.keys(target.selector).length === 0;
  if (!isEmpty || kind === 'RequestAuthentication') return [];
  if (kind === 'PeerAuthentication' && !inRoot) return [];
  const missed = mesh.all.filter(
    ({ plane, workload }) =>
      plane === 'ambient' &&
      (inRoot || workload.namespace === meta.namespace) &&
      (kind !== 'PeerAuthentication' || workload.namespace !== rootNamespace),
  );
  if (missed.length === 0) return [];
  return [
    found(
      'empty-selector-misses-ambient',
      'medium',
      policy,
      'spec.selector',
      missed.map(({ workload }) => workload.key),
      { certainty: 'probable' },
    ),
  ];
}

function found(
  code: string,
  severity: Severity,
  policy: Scoped,
  path: string,
  workloads: readonly string[],
  params: Finding['params'] = {},
): Finding {
  const object = nameOf(policy.kind, policy);
  return { code, severity, object, path, workloads, params };
}

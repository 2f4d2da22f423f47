import { covers } from '../../../layers/mesh/attachedPolicies';
import { Sidecar } from '../../../snapshot/parseSidecar';
import { Finding } from '../../Finding';
import { FindingCheck, FindingContext } from '../FindingContext';
import { nameOf } from '../objects';

/** Sidecar resources that lose against an older one, or that nobody reads. */
export const sidecarResources: FindingCheck = context => {
  const { snapshot } = context;
  const all = [...snapshot.objects('Sidecar')].sort((a, b) =>
    keyOf(a) < keyOf(b) ? -1 : 1,
  );
  return all.flatMap((sidecar, index) => [
    ...shadowed(sidecar, all.slice(0, index), context),
    ...withoutEffect(sidecar, context),
  ]);
};

const keyOf = ({ meta }: Sidecar) => `${meta.creationTimestamp} ${meta.name}`;

function shadowed(
  sidecar: Sidecar,
  older: readonly Sidecar[],
  { mesh }: FindingContext,
): readonly Finding[] {
  const { meta, workloadSelector } = sidecar;
  const rivals = older.filter(
    other =>
      other.meta.namespace === meta.namespace &&
      other.meta.labels['istio.io/rev'] === meta.labels['istio.io/rev'] &&
      (other.workloadSelector === undefined) ===
        (workloadSelector === undefined),
  );
  const selected = mesh.selectedIn(meta.namespace, workloadSelector);
  const rival = rivals.find(
    other =>
      workloadSelector === undefined ||
      selected.some(w => covers(other.workloadSelector ?? {}, w.labels)),
  );
  if (!rival) return [];
  return [
    found(
      'sidecar-resource-shadowed',
      'medium',
      sidecar,
      workloadSelector ? 'spec.workloadSelector' : 'spec',
      selected
        .filter(w => covers(rival.workloadSelector ?? {}, w.labels))
        .map(({ key }) => key),
      { by: nameOf('Sidecar', rival) },
    ),
  ];
}

/** A selector in the root namespace; and pods that have no sidecar but ztunnel. */
function withoutEffect(
  sidecar: Sidecar,
  { snapshot, mesh }: FindingContext,
): readonly Finding[] {
  const { meta, workloadSelector } = sidecar;
  const report = (reason: string, workloads: readonly string[]) => [
    found(
      'sidecar-resource-without-effect',
      'medium',
      sidecar,
      workloadSelector ? 'spec.workloadSelector' : 'metadata.namespace',
      workloads,
      { reason },
    ),
  ];
  const inRoot = meta.namespace === snapshot.facts.istio.rootNamespace;
  if (inRoot) {
    return workloadSelector ? report('selector-in-root-namespace', []) : [];
  }
  const selected = mesh.selectedIn(meta.namespace, workloadSelector);
  const ambient = selected.filter(w => mesh.of(w)?.plane === 'ambient');
  return selected.length > 0 && ambient.length === selected.length
    ? report(
        'ambient-only',
        ambient.map(({ key }) => key),
      )
    : [];
}

function found(
  code: string,
  severity: Finding['severity'],
  sidecar: Sidecar,
  path: string,
  workloads: readonly string[],
  params: Finding['params'],
): Finding {
  const object = nameOf('Sidecar', sidecar);
  return { code, severity, object, path, workloads, params };
}

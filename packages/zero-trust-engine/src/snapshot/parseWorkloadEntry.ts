import { Parsed } from './Gap';
import { ObjectMeta, RawObject } from './KubernetesObject';
import { parseObject } from './parseObject';
import { MeshEndpoint, parseMeshEndpoint } from './parseServiceEntry';

/** A machine outside Kubernetes that takes part in the mesh. */
export interface WorkloadEntry extends MeshEndpoint {
  readonly meta: ObjectMeta;
}

/** Istio, WorkloadEntry (networking.istio.io). */
export function parseWorkloadEntry(raw: RawObject): Parsed<WorkloadEntry> {
  return parseObject(raw, 'namespaced', (root, { meta }) => ({
    meta,
    ...parseMeshEndpoint(root.at('spec')),
  }));
}

import { Manifest } from '../../reference/manifests';
import { RawObject } from '../../snapshot/KubernetesObject';

const kinds = ['Namespace', 'Node', 'Pod', 'NetworkPolicy'];

/** Objects that the generator makes and the oracle reads have the same shape. */
export function isManifest(object: RawObject): object is RawObject & Manifest {
  return kinds.includes(object.kind);
}

import { Parsed } from './Gap';
import { RawObject } from './KubernetesObject';
import { parseObject } from './parseObject';
import { Namespace } from './Snapshot';

/** The label that the API server sets on every namespace and nobody can forge. */
export const namespaceNameLabel = 'kubernetes.io/metadata.name';

export function parseNamespace(raw: RawObject): Parsed<Namespace> {
  return parseObject(raw, 'cluster', (_root, { meta }) => ({
    name: meta.name,
    labels: { ...meta.labels, [namespaceNameLabel]: meta.name },
    annotations: meta.annotations,
    declared: true,
  }));
}

/** A namespace of which only the objects in it were seen. */
export function undeclaredNamespace(name: string): Namespace {
  return {
    name,
    labels: { [namespaceNameLabel]: name },
    annotations: {},
    declared: false,
  };
}

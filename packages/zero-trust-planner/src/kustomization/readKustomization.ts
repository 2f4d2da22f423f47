import { OrRefusal, accepted, refused } from '../EditRefusal';
import { isMap } from '../objectRef';
import { YamlFile } from '../yaml/openYaml';

/** What of a kustomization changes the objects that it lists. */
export interface Kustomization {
  readonly resources: readonly unknown[];
  readonly namespace?: string;
  readonly namePrefix: string;
  readonly nameSuffix: string;
  /** Fields that rewrite objects in a way that is not modelled here. */
  readonly rewrites: readonly string[];
}

const rewriting = [
  'commonLabels',
  'labels',
  'patches',
  'patchesStrategicMerge',
  'patchesJson6902',
  'replacements',
  'transformers',
  'components',
  'vars',
] as const;

/** Reads the single document of a kustomization. */
export const readKustomization = (file: YamlFile): OrRefusal<Kustomization> => {
  const [value, ...more] = file.readings['1.2'];
  if (!isMap(value) || more.length > 0 || !isKustomize(value.apiVersion)) {
    return refused(
      'EDIT_NOT_PROVABLE',
      'the kustomization is not one document',
    );
  }
  const { resources, namespace, namePrefix, nameSuffix } = value;
  return accepted({
    resources: Array.isArray(resources) ? resources : [],
    ...(typeof namespace === 'string' ? { namespace } : {}),
    namePrefix: typeof namePrefix === 'string' ? namePrefix : '',
    nameSuffix: typeof nameSuffix === 'string' ? nameSuffix : '',
    rewrites: rewriting.filter(key => value[key] !== undefined),
  });
};

/** Flux calls its own kind the same; that one lists no files. */
const isKustomize = (apiVersion: unknown): boolean =>
  apiVersion === undefined ||
  (typeof apiVersion === 'string' &&
    apiVersion.startsWith('kustomize.config.k8s.io/'));

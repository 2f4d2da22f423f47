import { Resource } from '../kinds/Resource';
import { at, KubeObject } from '../store/KubeObject';
import { KubeError } from './KubeError';

const fieldOf = (object: KubeObject, path: string): string => {
  const value = at(object, ...path.split('.'));
  if (value === undefined || value === null)
    return path === 'spec.hostNetwork' || path === 'spec.unschedulable'
      ? 'false'
      : '';
  return String(value);
};

/** Parses `metadata.name=x,status.phase!=Running`; unknown fields are refused as upstream does. */
export const parseFieldSelector = (
  text: string,
  resource: Resource,
): ((object: KubeObject) => boolean) => {
  const allowed = new Set([
    'metadata.name',
    ...(resource.namespaced ? ['metadata.namespace'] : []),
    ...resource.selectableFields,
  ]);
  const terms = text
    .split(',')
    .map(term => term.trim())
    .filter(Boolean)
    .map(term => {
      const match = /^([^=!]+?)\s*(==|=|!=)\s*(.*)$/.exec(term);
      if (!match)
        throw KubeError.badRequest(
          `invalid selector: '${term}'; can't understand '${term}'`,
        );
      const [, field, operator, value] = match;
      if (!allowed.has(field))
        throw KubeError.badRequest(`field label not supported: ${field}`);
      return { field, equal: operator !== '!=', value };
    });
  return object =>
    terms.every(
      term => (fieldOf(object, term.field) === term.value) === term.equal,
    );
};

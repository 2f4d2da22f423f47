import { at, JsonValue, stringsAt } from '../store/KubeObject';
import { KubeError } from './KubeError';

type Labels = Record<string, string>;
type Requirement = (labels: Labels) => boolean;

const setExpression = /^([^\s!=(),]+)\s+(in|notin)\s*\(([^)]*)\)$/;
const equality = /^([^\s!=(),]+)\s*(==|=|!=)\s*([^\s!=(),]*)$/;
const comparison = /^([^\s!=(),<>]+)\s*([<>])\s*(-?\d+)$/;
const existence = /^(!?)\s*([^\s!=(),]+)$/;

const parseRequirement = (text: string): Requirement => {
  const set = setExpression.exec(text);
  if (set) {
    const values = set[3].split(',').map(value => value.trim());
    return set[2] === 'in'
      ? labels => set[1] in labels && values.includes(labels[set[1]])
      : labels => !values.includes(labels[set[1]]);
  }
  const equal = equality.exec(text);
  if (equal) {
    return equal[2] === '!='
      ? labels => labels[equal[1]] !== equal[3]
      : labels => labels[equal[1]] === equal[3];
  }
  const compare = comparison.exec(text);
  if (compare) {
    const bound = Number(compare[3]);
    return labels => {
      const value = labels[compare[1]];
      if (!value || !/^-?\d+$/.test(value)) return false;
      return compare[2] === '>' ? Number(value) > bound : Number(value) < bound;
    };
  }
  const exists = existence.exec(text);
  if (exists) {
    return exists[1]
      ? labels => !(exists[2] in labels)
      : labels => exists[2] in labels;
  }
  throw KubeError.badRequest(
    `unable to parse requirement: found '${text}', expected a label selector`,
  );
};

/** Parses the query form of a label selector, `a=b,c in (d,e),!f`. */
export const parseLabelSelector = (text: string): Requirement => {
  // Commas inside parentheses separate values, not requirements.
  const parts = text
    .split(/,(?![^(]*\))/)
    .map(part => part.trim())
    .filter(Boolean)
    .map(parseRequirement);
  return labels => parts.every(part => part(labels));
};

const matchExpression = (expression: JsonValue, labels: Labels): boolean => {
  const key = String(at(expression, 'key'));
  const values = at(expression, 'values');
  const list = Array.isArray(values) ? values : [];
  switch (at(expression, 'operator')) {
    case 'In':
      return key in labels && list.includes(labels[key]);
    case 'NotIn':
      return !(key in labels) || !list.includes(labels[key]);
    case 'Exists':
      return key in labels;
    case 'DoesNotExist':
      return !(key in labels);
    default:
      return false;
  }
};

/** Whether a LabelSelector object matches; an absent one matches nothing, an empty one everything. */
export const matchesLabelSelector = (
  selector: unknown,
  labels: Labels = {},
): boolean => {
  if (selector === undefined || selector === null) return false;
  const expressions = at(selector, 'matchExpressions');
  return (
    Object.entries(stringsAt(selector, 'matchLabels')).every(
      ([key, value]) => labels[key] === value,
    ) &&
    (Array.isArray(expressions) ? expressions : []).every(one =>
      matchExpression(one, labels),
    )
  );
};

/** Writes a LabelSelector object in query form, as the scale subresource shows it. */
export const formatLabelSelector = (selector: unknown): string => {
  const expressions = at(selector, 'matchExpressions');
  return [
    ...Object.entries(stringsAt(selector, 'matchLabels')).map(
      ([key, value]) => `${key}=${value}`,
    ),
    ...(Array.isArray(expressions) ? expressions : []).map(one => {
      const key = String(at(one, 'key'));
      const values = at(one, 'values');
      const list = (Array.isArray(values) ? values : []).join(',');
      switch (at(one, 'operator')) {
        case 'In':
          return `${key} in (${list})`;
        case 'NotIn':
          return `${key} notin (${list})`;
        case 'DoesNotExist':
          return `!${key}`;
        default:
          return key;
      }
    }),
  ].join(',');
};

import { Field } from './Field';

/** One requirement on one label; `matchLabels` entries are `In` of one value. */
export interface LabelRequirement {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  /** Sorted, without duplicates; empty for `Exists` and `DoesNotExist`. */
  readonly values: readonly string[];
}

/**
 * A Kubernetes label selector: all requirements must hold. No requirement at
 * all selects everything. Requirements are sorted, so equal selectors are equal
 * text.
 */
export interface LabelSelector {
  readonly requirements: readonly LabelRequirement[];
}

/** Selects everything. */
export const everything: LabelSelector = { requirements: [] };

const operators = ['In', 'NotIn', 'Exists', 'DoesNotExist'] as const;

/**
 * `metav1.LabelSelector`. An operator that is not in the API, a set operator
 * without values and an existence operator with values are malformed, as the
 * API server rejects them.
 */
export function parseLabelSelector(field: Field): LabelSelector {
  const fromLabels = field
    .at('matchLabels')
    .entries()
    .map(
      ([key, value]): LabelRequirement => ({
        key,
        operator: 'In',
        values: [value.string()],
      }),
    );
  const fromExpressions = field
    .at('matchExpressions')
    .items()
    .map(parseRequirement);
  return labelSelector([...fromLabels, ...fromExpressions]);
}

function parseRequirement(field: Field): LabelRequirement {
  const operator = field.at('operator').oneOf(operators);
  const values = field.at('values').strings();
  const isSet = operator === 'In' || operator === 'NotIn';
  if (isSet && values.length === 0) field.at('values').fail('a value or more');
  if (!isSet && values.length > 0) field.at('values').fail('no value');
  return {
    key: field.at('key').string(),
    operator,
    values: [...new Set(values)].sort(),
  };
}

/** A selector in canonical form. */
export function labelSelector(
  requirements: readonly LabelRequirement[],
): LabelSelector {
  const byText = new Map(requirements.map(r => [requirementText(r), r]));
  return {
    requirements: [...byText.keys()].sort().map(text => byText.get(text)!),
  };
}

/** A selector of equal labels: a Service's, or Istio's `matchLabels`. */
export function selectorOfLabels(
  labels: Readonly<Record<string, string>>,
): LabelSelector {
  return labelSelector(
    Object.entries(labels).map(([key, value]) => ({
      key,
      operator: 'In',
      values: [value],
    })),
  );
}

/** Equal text for equal selectors: the key under which results are kept. */
export function selectorText(selector: LabelSelector): string {
  return selector.requirements.map(requirementText).join(',');
}

function requirementText(r: LabelRequirement): string {
  // JSON keeps commas and spaces in values of files from being mistaken.
  return `${JSON.stringify(r.key)} ${r.operator} ${JSON.stringify(r.values)}`;
}

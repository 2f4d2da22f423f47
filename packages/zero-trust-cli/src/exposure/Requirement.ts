import { Field } from '@ztn/zero-trust-engine';

/** One condition of a label selector. */
export interface Requirement {
  /** Equal for conditions that mean the same. */
  readonly id: string;
  readonly key: string;
  /** As netpol-analyzer writes it: `a=b`, or the expression. */
  readonly text: string;
  /** A selector of this condition alone. */
  readonly selector: object;
}

/**
 * The conditions of a selector by key, labels before expressions. Throws for one
 * that is not as the API says.
 */
export function requirementsOf(selector: Field): readonly Requirement[] {
  const labels = selector
    .at('matchLabels')
    .entries()
    .map(([key, value]) => label(key, value.string()));
  const expressions = selector.at('matchExpressions').items().map(expressionOf);
  const byKey = (a: Requirement, b: Requirement) =>
    Number(a.key > b.key) - Number(a.key < b.key);
  return [...labels.sort(byKey), ...expressions.sort(byKey)];
}

/** The condition that every namespace fulfils for its own name. */
export function namedNamespace(name: string): Requirement {
  return label('kubernetes.io/metadata.name', name);
}

/** The name of the namespace that conditions choose, if they choose one. */
export function nameChosen(
  requirements: readonly Requirement[],
): string | undefined {
  const [only] = requirements;
  const isName =
    requirements.length === 1 && only.key === 'kubernetes.io/metadata.name';
  return isName && only.id.startsWith('in ')
    ? only.id.split(' ')[2]
    : undefined;
}

function label(key: string, value: string): Requirement {
  return {
    id: `in ${key} ${value}`,
    key,
    text: `${key}=${value}`,
    selector: { matchLabels: { [key]: value } },
  };
}

function expressionOf(expression: Field): Requirement {
  const key = expression.at('key').string();
  const operator = expression
    .at('operator')
    .oneOf(['In', 'NotIn', 'Exists', 'DoesNotExist']);
  const values = expression.at('values').strings();
  const sorted = [...new Set(values)].sort().join(' ');
  return {
    id: `${operator.toLowerCase()} ${key} ${sorted}`,
    key,
    text: `{Key:${key},Operator:${operator},Values:[${values.join(' ')}],}`,
    selector: { matchExpressions: [expression.value] },
  };
}

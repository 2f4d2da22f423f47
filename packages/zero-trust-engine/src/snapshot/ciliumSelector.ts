import { Field } from './Field';
import { LabelRequirement } from './LabelSelector';

/**
 * One requirement of a Cilium selector: a Kubernetes requirement on a key of
 * one label source, or of `any` source.
 */
export interface CiliumRequirement extends LabelRequirement {
  readonly source: string;
}

/** All requirements must hold; none at all selects everything in scope. */
export interface CiliumSelector {
  readonly path: string;
  readonly requirements: readonly CiliumRequirement[];
}

const operators = ['In', 'NotIn', 'Exists', 'DoesNotExist'] as const;

/** `source:key`; only the first colon splits, and no prefix means any source. */
export function splitLabelKey(text: string): { source: string; key: string } {
  const colon = text.indexOf(':');
  return colon === -1
    ? { source: 'any', key: text }
    : { source: text.slice(0, colon), key: text.slice(colon + 1) };
}

/** An `endpointSelector`, or one element of `fromEndpoints` and its like. */
export function parseCiliumSelector(field: Field): CiliumSelector {
  const equal = field
    .at('matchLabels')
    .entries()
    .map(
      ([text, value]): CiliumRequirement => ({
        ...splitLabelKey(text),
        operator: 'In',
        values: [value.string()],
      }),
    );
  const expressions = field
    .at('matchExpressions')
    .items()
    .map((item): CiliumRequirement => {
      const operator = item.at('operator').oneOf(operators);
      const values = item.at('values').strings();
      const isSet = operator === 'In' || operator === 'NotIn';
      if (isSet !== values.length > 0) item.at('values').fail('other values');
      return { ...splitLabelKey(item.at('key').string()), operator, values };
    });
  return { path: field.path, requirements: [...equal, ...expressions] };
}

/** Equal text for equal requirements, whatever their place. */
export function ciliumSelectorText(selector: CiliumSelector): string {
  return selector.requirements
    .map(r => JSON.stringify([r.source, r.key, r.operator, r.values]))
    .sort()
    .join();
}

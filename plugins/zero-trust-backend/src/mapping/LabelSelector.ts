import { StringMap } from '@ztn/zero-trust-engine';

/** One requirement of a selector; all of them must hold. */
export interface LabelRequirement {
  readonly key: string;
  readonly operator: 'in' | 'notin' | 'exists' | 'absent';
  /** Empty for `exists` and `absent`. */
  readonly values: readonly string[];
}

export type LabelSelector = readonly LabelRequirement[];

const name = String.raw`[A-Za-z0-9](?:[A-Za-z0-9._/-]*[A-Za-z0-9])?`;
const value = String.raw`(?:[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)?`;
const equality = new RegExp(String.raw`^(${name})\s*(==|=|!=)\s*(${value})$`);
const setBased = new RegExp(
  String.raw`^(${name})\s+(in|notin)\s*\(([^()]*)\)$`,
);
const presence = new RegExp(String.raw`^(!?)\s*(${name})$`);

/**
 * Reads a label selector in Kubernetes' own text form, `app=web,tier!=test`,
 * `env in (a, b)`, `!canary`. Undefined when it is not one; an empty text is
 * none, since it would select everything.
 */
export function parseLabelSelector(text: string): LabelSelector | undefined {
  const parts = splitOutsideParentheses(text).map(part => part.trim());
  const requirements = parts.map(parseRequirement);
  return requirements.every(r => r !== undefined) ? requirements : undefined;
}

/** A missing label satisfies `!=` and `notin`, as in Kubernetes. */
export function matchesLabels(
  selector: LabelSelector,
  labels: StringMap,
): boolean {
  return selector.every(({ key, operator, values }) => {
    const has = Object.hasOwn(labels, key);
    switch (operator) {
      case 'in':
        return has && values.includes(labels[key]);
      case 'notin':
        return !has || !values.includes(labels[key]);
      case 'exists':
        return has;
      default:
        return !has;
    }
  });
}

function parseRequirement(text: string): LabelRequirement | undefined {
  const equal = equality.exec(text);
  if (equal) {
    const [, key, operator, wanted] = equal;
    return {
      key,
      operator: operator === '!=' ? 'notin' : 'in',
      values: [wanted],
    };
  }
  const set = setBased.exec(text);
  if (set) {
    const [, key, operator, list] = set;
    const values = list.split(',').map(item => item.trim());
    return { key, operator: operator === 'in' ? 'in' : 'notin', values };
  }
  const present = presence.exec(text);
  if (!present) return undefined;
  const [, not, key] = present;
  return { key, operator: not ? 'absent' : 'exists', values: [] };
}

function splitOutsideParentheses(text: string): readonly string[] {
  return text.split(/,(?![^()]*\))/);
}

/** Envoy's StringMatcher: one of the forms. */
export interface StringMatcher {
  readonly exact?: string;
  readonly prefix?: string;
  readonly suffix?: string;
  readonly safeRegex?: { readonly regex: string };
  readonly ignoreCase?: boolean;
}

/** Envoy's ValueMatcher, as far as Istio writes it. */
export interface ValueMatcher {
  readonly stringMatch?: StringMatcher;
  readonly listMatch?: { readonly oneOf: ValueMatcher };
  readonly orMatch?: { readonly valueMatchers: readonly ValueMatcher[] };
}

/** Envoy's CidrRange. */
export interface CidrRange {
  readonly addressPrefix: string;
  readonly prefixLen: number;
}

export function matchString(matcher: StringMatcher, text: string): boolean {
  const fold = (value: string) =>
    matcher.ignoreCase ? value.toLowerCase() : value;
  if (matcher.exact !== undefined) return fold(text) === fold(matcher.exact);
  if (matcher.prefix !== undefined) {
    return fold(text).startsWith(fold(matcher.prefix));
  }
  if (matcher.suffix !== undefined) {
    return fold(text).endsWith(fold(matcher.suffix));
  }
  if (matcher.safeRegex) {
    // A full match, as RE2's FullMatch.
    const { regex } = matcher.safeRegex;
    const bare = regex.replace(/^\(\?i\)/, '');
    return new RegExp(`^(?:${bare})$`, bare === regex ? '' : 'i').test(text);
  }
  throw new Error(`not a string matcher: ${JSON.stringify(matcher)}`);
}

/** Whether metadata has a value that fits; what is absent fits nothing. */
export function matchValue(matcher: ValueMatcher, value: unknown): boolean {
  if (matcher.orMatch) {
    return matcher.orMatch.valueMatchers.some(m => matchValue(m, value));
  }
  if (matcher.listMatch) {
    const { oneOf } = matcher.listMatch;
    return Array.isArray(value) && value.some(item => matchValue(oneOf, item));
  }
  if (matcher.stringMatch) {
    return typeof value === 'string' && matchString(matcher.stringMatch, value);
  }
  throw new Error(`not a value matcher: ${JSON.stringify(matcher)}`);
}

/** IPv4 only: the goldens have no other address. */
export function inRange(range: CidrRange, address: string): boolean {
  const size = 2 ** (32 - range.prefixLen);
  const network = (text: string) => Math.floor(addressNumber(text) / size);
  return network(range.addressPrefix) === network(address);
}

function addressNumber(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

const pathCharacter = "[a-zA-Z0-9\\-._~%!$&'()+,;:@=]";

/** Envoy's URI template: `*` is one segment, `**` any text of a path. */
export function matchUriTemplate(template: string, path: string): boolean {
  const text = template
    .split(/(\*\*|\*)/)
    .map(part => {
      if (part === '*') return `${pathCharacter}+`;
      if (part === '**') return `(?:${pathCharacter}|/)*`;
      return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    })
    .join('');
  return new RegExp(`^${text}$`).test(path);
}

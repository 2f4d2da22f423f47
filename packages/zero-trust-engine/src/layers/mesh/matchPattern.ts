/**
 * Istio's string kinds: `*` is presence, a leading star is a suffix, a trailing
 * star a prefix, everything else exact. One star is read; others are literal.
 */
export function matchPattern(pattern: string, text: string): boolean {
  if (pattern === '*') return text !== '';
  if (pattern.startsWith('*')) return text.endsWith(pattern.slice(1));
  if (pattern.endsWith('*')) return text.startsWith(pattern.slice(0, -1));
  return text === pattern;
}

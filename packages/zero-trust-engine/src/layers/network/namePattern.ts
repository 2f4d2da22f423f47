import { NamePattern } from './NetworkRule';

/**
 * A `domainNames` entry: exact, or `*.` for one or more whole labels in front,
 * so `*.a.b` covers `x.a.b` and `y.x.a.b` and not `a.b`.
 */
export function namePattern(text: string): NamePattern {
  const plain = plainName(text);
  const suffix = plain.startsWith('*.') ? plain.slice(1) : undefined;
  return {
    text,
    matches: name =>
      suffix === undefined
        ? plainName(name) === plain
        : plainName(name).endsWith(suffix) &&
          plainName(name).length > suffix.length,
    learns: () => true,
  };
}

/** Lower case, without the dot at the end. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}

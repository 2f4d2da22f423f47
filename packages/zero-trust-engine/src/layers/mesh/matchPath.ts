import { IstioFacts } from '../../snapshot/Facts';
import { matchPattern } from './matchPattern';

/** The path that rules are compared with: normalised, without query. */
export function normalizePath(
  path: string,
  mode: IstioFacts['pathNormalization'],
): string {
  const bare = path.split(/[?#]/, 1)[0];
  if (mode === 'NONE') return bare;
  const decoded =
    mode === 'DECODE_AND_MERGE_SLASHES'
      ? bare.replace(/%2f/gi, '/').replace(/%5c/gi, '\\')
      : bare;
  // RFC 3986 plus what Envoy adds: unreserved characters are decoded and
  // backslashes become slashes before dot segments are removed.
  const plain = decoded
    .replace(/%([0-9a-f]{2})/gi, (escaped, hex: string) => {
      const char = String.fromCharCode(parseInt(hex, 16));
      return /[A-Za-z0-9\-._~]/.test(char) ? char : escaped;
    })
    .replace(/\\/g, '/');
  const flat = removeDotSegments(plain);
  return mode === 'BASE' ? flat : flat.replace(/\/{2,}/g, '/');
}

function removeDotSegments(path: string): string {
  if (!path.startsWith('/')) return path;
  const segments = path.slice(1).split('/');
  const kept: string[] = [];
  segments.forEach((segment, index) => {
    const last = index === segments.length - 1;
    if (segment === '.' || segment === '..') {
      if (segment === '..') kept.pop();
      if (last) kept.push('');
    } else {
      kept.push(segment);
    }
  });
  return `/${kept.join('/')}`;
}

/** `{*}` or `{**}` makes a value a template; then no other star is special. */
export function isTemplate(value: string): boolean {
  return value.includes('{*}') || value.includes('{**}');
}

/** A normalised path against one value of `paths`. */
export function matchPath(value: string, path: string): boolean {
  return isTemplate(value)
    ? templateRegex(value).test(path)
    : matchPattern(value, path);
}

const segmentCharacter = "[A-Za-z0-9\\-._~%!$&'()+,;:@=]";

function templateRegex(template: string): RegExp {
  const text = template
    .split(/(\{\*\*\}|\{\*\})/)
    .map(part => {
      if (part === '{*}') return `${segmentCharacter}+`;
      if (part === '{**}') return `(?:${segmentCharacter}|/)*`;
      return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    })
    .join('');
  return new RegExp(`^${text}$`);
}

import { RequestPath } from '../AccessGoal';

const literal = /^\/[A-Za-z0-9._~!$&'()+,;=:@/-]{0,255}$/;
const segmentText = /^[A-Za-z0-9._~!$&'()+,;=:@-]*$/;

/** What is wrong with a path; undefined when nothing is. */
export function pathFault({ type, value }: RequestPath): string | undefined {
  if (type === 'template') return templateFault(value);
  if (!literal.test(value)) {
    return 'must begin with / and hold plain path characters only';
  }
  return dotFault(value);
}

/**
 * Istio's templates: `{*}` is one whole segment, `{**}` any rest, at most once
 * and after every `{*}`.
 */
function templateFault(value: string): string | undefined {
  if (!value.startsWith('/') || value.length > 256) {
    return 'must begin with / and be no longer than 256 characters';
  }
  const segments = value.slice(1).split('/');
  const isStar = (segment: string) => segment === '{*}' || segment === '{**}';
  if (!segments.every(s => isStar(s) || segmentText.test(s))) {
    return 'may hold plain segments, {*} and {**} only';
  }
  if (!segments.some(isStar)) return 'holds no {*} or {**}: ask for it exactly';
  const rest = segments.indexOf('{**}');
  if (rest !== -1 && segments.slice(rest + 1).some(isStar)) {
    return '{**} must be the last placeholder';
  }
  return dotFault(value);
}

function dotFault(value: string): string | undefined {
  const segments = value.slice(1).split('/');
  if (value.includes('//')) return 'must not hold an empty segment';
  return segments.some(s => s === '.' || s === '..')
    ? 'must not hold . or .. segments'
    : undefined;
}

/**
 * The words of an AuthorizationPolicy for a path. A prefix is one of whole
 * segments: `/api` means `/api` and what is below it, not `/apiary`.
 */
export function istioPaths({ type, value }: RequestPath): readonly string[] {
  if (type !== 'prefix') return [value];
  return value.endsWith('/') ? [`${value}*`] : [value, `${value}/*`];
}

const segmentPattern = "[A-Za-z0-9._~%!$&'()+,;:@=-]+";
const restPattern = "[A-Za-z0-9._~%!$&'()+,;:@=/-]*";

/** Regular expressions of a Cilium rule for a path; they match the whole. */
export function ciliumPaths({ type, value }: RequestPath): readonly string[] {
  if (type === 'template') {
    const parts = value.split(/(\{\*\*\}|\{\*\})/);
    return [parts.map(templatePart).join('')];
  }
  const escaped = escape(value);
  if (type === 'exact') return [escaped];
  return value.endsWith('/') ? [`${escaped}.*`] : [escaped, `${escaped}/.*`];
}

function templatePart(part: string): string {
  if (part === '{*}') return segmentPattern;
  return part === '{**}' ? restPattern : escape(part);
}

/** A regular expression that takes one text only. */
function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** One path among those that are meant. */
export function samplePath({ type, value }: RequestPath): string {
  if (type === 'exact') return value;
  if (type === 'template') {
    return value.replace(/\{\*\*\}/g, 'a/b').replace(/\{\*\}/g, 'a');
  }
  return value.endsWith('/') ? `${value}a` : value;
}

/** Everything there is: a grant of it limits nothing. */
export function isEveryPath({ type, value }: RequestPath): boolean {
  return (
    (type === 'prefix' && value === '/') ||
    (type === 'template' && value.startsWith('/{**}'))
  );
}

import { HttpOperation } from '@ztn/zero-trust-engine';
import { istioPaths } from '../goal/paths';
import { AskedRequest } from '../goal/requests';

/**
 * Whether an operation of an AuthorizationPolicy takes all that a request
 * stands for; `conditional` where that depends on more than method and path.
 * What cannot be shown to be covered is not.
 */
export function covers(
  operation: HttpOperation,
  { method, path }: AskedRequest,
): boolean | 'conditional' {
  const { methods, paths, hosts, notMethods, notPaths, notHosts, when } =
    operation;
  if (notMethods && (!method || notMethods.some(m => meetsText(m, method)))) {
    return false;
  }
  if (methods && (!method || !methods.some(m => takesText(m, method)))) {
    return false;
  }
  const words = path ? istioPaths(path) : ['*'];
  if (notPaths && words.some(w => notPaths.some(not => mayMeet(not, w)))) {
    return false;
  }
  if (paths && !words.every(w => paths.some(p => contains(p, w)))) {
    return false;
  }
  return hosts || notHosts || when ? 'conditional' : true;
}

/** Whether an operation may take some of what a request stands for. */
export function mayMatch(
  operation: HttpOperation,
  { method, path }: AskedRequest,
): boolean {
  const { methods, paths, notMethods, notPaths } = operation;
  if (method && methods && !methods.some(m => meetsText(m, method))) {
    return false;
  }
  if (method && notMethods?.some(m => takesText(m, method))) return false;
  const words = path ? istioPaths(path) : ['*'];
  return words.some(
    word =>
      !notPaths?.some(not => contains(not, word)) &&
      (!paths || paths.some(p => mayMeet(p, word))),
  );
}

function takesText(pattern: string, text: string): boolean {
  return contains(pattern, text);
}

function meetsText(pattern: string, text: string): boolean {
  return mayMeet(pattern, text);
}

function isTemplate(pattern: string): boolean {
  return pattern.includes('{*}') || pattern.includes('{**}');
}

/** The text that everything of a pattern begins with. */
function beginningOf(pattern: string): string {
  if (isTemplate(pattern)) return pattern.slice(0, pattern.indexOf('{'));
  if (pattern.startsWith('*')) return '';
  return pattern.endsWith('*') ? pattern.slice(0, -1) : pattern;
}

/** Whether all that an inner pattern stands for is in an outer one. */
export function contains(outer: string, inner: string): boolean {
  if (outer === '*' || outer === inner) return true;
  if (isTemplate(outer)) {
    const whole = /^(.*\/)\{\*\*\}$/.exec(outer);
    // Only a plain beginning: its rest takes every path character.
    return whole !== null && !isTemplate(whole[1]) && !isOpen(inner)
      ? inner.startsWith(whole[1])
      : false;
  }
  if (outer.startsWith('*')) {
    return !isOpen(inner) && inner.endsWith(outer.slice(1));
  }
  if (outer.endsWith('*')) {
    return beginningOf(inner).startsWith(outer.slice(0, -1));
  }
  return false;
}

/** Whether two patterns may have a text in common; true where it is not clear. */
export function mayMeet(a: string, b: string): boolean {
  if (!isOpen(a) && !isOpen(b)) return a === b;
  const [one, other] = [beginningOf(a), beginningOf(b)];
  const fits =
    (isOpen(a) && other.startsWith(one)) ||
    (isOpen(b) && one.startsWith(other));
  if (!fits) return false;
  const suffix = [a, b].find(p => p.startsWith('*') && p !== '*');
  const text = [a, b].find(p => !isOpen(p));
  return suffix && text ? text.endsWith(suffix.slice(1)) : true;
}

/** Stands for more than one text. */
function isOpen(pattern: string): boolean {
  return (
    isTemplate(pattern) || pattern.startsWith('*') || pattern.endsWith('*')
  );
}

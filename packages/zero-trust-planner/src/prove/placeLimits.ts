import { Engine, HttpOperation } from '@ztn/zero-trust-engine';
import { ciliumPaths, istioPaths } from '../goal/paths';
import { AskedRequest } from '../goal/requests';
import { AccessRule } from '../AccessGoal';
import { networkHttp } from '../read/networkHttp';
import { contains } from '../read/operations';
import { Place } from '../read/Place';

/** What of HTTP a place lets through: `any`, or a list in the policies' words. */
export type Limits =
  | { readonly type: 'any' }
  | { readonly type: 'operations'; readonly items: readonly HttpOperation[] }
  | { readonly type: 'words'; readonly items: ReadonlySet<string> };

/** How a place limits requests on one port. */
export function limitsAt(
  engine: Engine,
  place: Place,
  protocol: AccessRule['protocol'],
): Limits {
  if (place.layer === 'mesh') {
    const { hop } = place;
    if (hop.point === 'ztunnel' || hop.chain === 'tcp') return { type: 'any' };
    const { allow } = engine.layers.mesh.operations(hop);
    return allow === 'any'
      ? { type: 'any' }
      : { type: 'operations', items: allow };
  }
  if (place.layer === 'transport') return { type: 'any' };
  const words = networkHttp(engine, place, protocol);
  // What cannot be told limits nothing for sure.
  return words === 'any' || words === 'unknown'
    ? { type: 'any' }
    : { type: 'words', items: words };
}

/** Whether a list has nothing but what is asked for or was there before. */
export function isWithin(
  after: Limits,
  before: Limits | undefined,
  asked: readonly AskedRequest[],
): boolean {
  switch (after.type) {
    case 'any':
      return false;
    case 'operations': {
      const known = before?.type === 'operations' ? before.items : [];
      const texts = new Set(known.map(item => JSON.stringify(item)));
      return after.items.every(
        item =>
          texts.has(JSON.stringify(item)) || isAskedOperation(item, asked),
      );
    }
    default: {
      const known = before?.type === 'words' ? before.items : new Set<string>();
      return [...after.items].every(
        word => known.has(word) || isAskedWord(word, asked),
      );
    }
  }
}

/** `GET /api/.*`, and whether it is one of those or a part of one. */
function isAskedWord(word: string, asked: readonly AskedRequest[]): boolean {
  const space = word.indexOf(' ');
  const [method, pattern] = [word.slice(0, space), word.slice(space + 1)];
  const text = literalOf(pattern);
  return asked.some(
    request =>
      (request.method === undefined || request.method === method) &&
      (request.path === undefined ||
        ciliumPaths(request.path).includes(pattern) ||
        (text !== undefined &&
          istioPaths(request.path).some(outer => contains(outer, text)))),
  );
}

/** The one text that an expression takes, where it is one without stars. */
function literalOf(pattern: string): string | undefined {
  const plain = pattern.replace(/\\[\\^$.*+?()[\]{}|]/g, '');
  return /[\\^$.*+?()[\]{}|]/.test(plain)
    ? undefined
    : pattern.replace(/\\(.)/g, '$1');
}

/** Every method with every path of an operation is one that is asked for. */
export function isAskedOperation(
  { methods = ['*'], paths = ['*'] }: HttpOperation,
  asked: readonly AskedRequest[],
): boolean {
  return methods.every(method =>
    paths.every(path =>
      asked.some(
        request =>
          (request.method === undefined || request.method === method) &&
          (request.path === undefined ||
            istioPaths(request.path).some(outer => contains(outer, path))),
      ),
    ),
  );
}

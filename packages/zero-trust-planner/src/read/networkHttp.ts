import { Engine } from '@ztn/zero-trust-engine';
import { ciliumPaths } from '../goal/paths';
import { AskedRequest } from '../goal/requests';
import { AccessRule } from '../AccessGoal';
import { Place } from './Place';

type NetworkPlace = Extract<Place, { layer: 'network' }>;

/** `METHOD pattern`; `*` for any. */
export type HttpWords = 'any' | ReadonlySet<string>;

/**
 * What Cilium's HTTP rules let through at one end, in the rules' own words:
 * `any` where nothing looks at HTTP, and nothing where peer and port are refused.
 */
export function networkHttp(
  { layers }: Engine,
  { point, subject, peer, segment }: NetworkPlace,
  protocol: AccessRule['protocol'],
): HttpWords | 'unknown' {
  const packet = {
    direction: point,
    subject,
    peer,
    protocol,
    port: segment.wirePort,
    encryptedByMesh: isEncrypted(segment.mode),
  };
  const { outcome } = layers.network.judge(packet);
  if (outcome === 'unknown') return 'unknown';
  if (outcome === 'allow') return 'any';
  if (outcome === 'deny') return new Set();
  const covering = new Set(
    layers.network
      .considered(packet)
      .filter(({ misses }) => misses.length === 0)
      .map(({ policy, path }) => `${policy} ${path}`),
  );
  const rules = layers.network
    .programs(subject, point)
    .flatMap(program => program.rules)
    .filter(
      ({ action, policy, path }) =>
        action === 'allow' && covering.has(`${policy} ${path}`),
    );
  const words = new Set<string>();
  for (const { conditions } of rules) {
    if (conditions.length === 0) return 'any';
    for (const condition of conditions) {
      if (condition.type !== 'http') continue;
      for (const item of condition.items) {
        const isLimited =
          item.host !== undefined ||
          item.headers.length + item.headerMatches.length > 0;
        if (!isLimited) {
          for (const method of methodsOf(item.method)) {
            words.add(`${method} ${item.pathPattern ?? '*'}`);
          }
        }
      }
    }
  }
  return words;
}

/** The same words for what a request stands for. */
export function wordsOfRequest({
  method,
  path,
}: AskedRequest): readonly string[] {
  const paths = path ? ciliumPaths(path) : ['*'];
  return paths.map(pattern => `${method ?? '*'} ${pattern}`);
}

/** Whether rules let all of a request through that stands for many. */
export function takesAll(
  words: ReadonlySet<string>,
  request: AskedRequest,
): boolean {
  return wordsOfRequest(request).every(word => {
    const [method, pattern] = split(word);
    return [`${method} ${pattern}`, `* ${pattern}`, `${method} *`, '* *'].some(
      known => words.has(known),
    );
  });
}

function split(word: string): readonly [string, string] {
  const space = word.indexOf(' ');
  return [word.slice(0, space), word.slice(space + 1)];
}

/** `GET|POST` names two; any other expression stands for itself. */
function methodsOf(pattern: string | undefined): readonly string[] {
  if (pattern === undefined) return ['*'];
  return /^[A-Z]+(\|[A-Z]+)*$/.test(pattern) ? pattern.split('|') : [pattern];
}

export function isEncrypted(mode: string): boolean {
  return mode === 'mtls' || mode === 'hbone';
}

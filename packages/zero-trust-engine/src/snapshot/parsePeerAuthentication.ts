import { Field } from './Field';
import { Parsed } from './Gap';
import { ObjectMeta, RawObject, StringMap } from './KubernetesObject';
import { parseObject } from './parseObject';
import { MtlsMode } from '../vocabulary';

/** One PeerAuthentication; `UNSET` takes the parent's mode. */
export interface PeerAuthentication {
  readonly meta: ObjectMeta;
  /** `matchLabels`; undefined when there is no selector. */
  readonly selector?: StringMap;
  readonly mode: MtlsMode | 'UNSET';
  /** Container port → mode. Read only from objects with a selector. */
  readonly ports: ReadonlyMap<number, MtlsMode | 'UNSET'>;
}

const modes = ['UNSET', 'DISABLE', 'PERMISSIVE', 'STRICT'] as const;

/** Istio, PeerAuthentication (security.istio.io). */
export function parsePeerAuthentication(
  raw: RawObject,
): Parsed<PeerAuthentication> {
  return parseObject(raw, 'namespaced', (root, { meta }) => {
    const spec = root.at('spec');
    const selector = spec.at('selector');
    return {
      meta,
      ...(selector.present
        ? { selector: selector.at('matchLabels').stringMap() }
        : {}),
      mode: spec.in('mtls', 'mode').oneOfOr(modes, 'UNSET'),
      ports: new Map(
        spec
          .at('portLevelMtls')
          .entries()
          .map(([port, entry]) => [
            portOf(port, entry),
            entry.at('mode').oneOfOr(modes, 'UNSET'),
          ]),
      ),
    };
  });
}

function portOf(key: string, entry: Field): number {
  const port = Number(key);
  return Number.isInteger(port) && port >= 1 && port <= 65535
    ? port
    : entry.fail('a port number as key');
}

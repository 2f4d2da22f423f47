import {
  AccessRule,
  accessRuleSchema,
} from '@ztn/backstage-plugin-zero-trust-common';
import { GrantedTraffic } from '@ztn/zero-trust-planner';

/** Ranges wider than that are no grant of ports, but of everything. */
const mostPorts = 20;

/**
 * What was granted, in the words of a request. What these words cannot say is
 * left out; that it is more than was asked for is told by the guardrails.
 */
export function grantedRules(
  grant: readonly GrantedTraffic[],
): readonly AccessRule[] {
  const rules = grant.flatMap(({ protocol, ports, requests }) =>
    ports
      .flatMap(({ first, last }) =>
        last - first >= mostPorts
          ? []
          : Array.from(
              { length: last - first + 1 },
              (_, index) => first + index,
            ),
      )
      .flatMap(port =>
        requests === undefined
          ? [{ port, protocol }]
          : requests.map(({ methods = [], paths = [] }) => ({
              port,
              protocol,
              http: { methods: [...methods], paths: pathsOf(paths) },
            })),
      ),
  );
  const understood = rules.flatMap(rule => {
    const parsed = accessRuleSchema.safeParse(rule);
    return parsed.success ? [parsed.data] : [];
  });
  // One edge is often opened at several places: the narrowest is what passes.
  const known = new Map(understood.map(rule => [JSON.stringify(rule), rule]));
  return narrowest([...known.values()]);
}

/** A rule of all requests says nothing where another one names some. */
function narrowest(rules: readonly AccessRule[]): readonly AccessRule[] {
  return rules.filter(
    rule =>
      rule.http !== undefined ||
      !rules.some(
        other =>
          other.http !== undefined &&
          other.port === rule.port &&
          other.protocol === rule.protocol,
      ),
  );
}

type Path = { readonly type: string; readonly value: string };

/** `/api` and `/api/*` together are what a request calls a prefix. */
function pathsOf(words: readonly string[]): readonly Path[] {
  const texts = words.map(plain);
  const below = new Set(
    texts.flatMap(text => (text.endsWith('/*') ? [text.slice(0, -2)] : [])),
  );
  return texts.flatMap((text): readonly Path[] => {
    if (text.includes('{')) return [{ type: 'template', value: text }];
    if (!text.endsWith('/*')) {
      return below.has(text) ? [] : [{ type: 'exact', value: text }];
    }
    const folder = text.slice(0, -2);
    return [
      {
        type: 'prefix',
        value: texts.includes(folder) && folder !== '' ? folder : `${folder}/`,
      },
    ];
  });
}

/** A regular expression of Cilium in the words of Istio, as we write them. */
const plain = (word: string): string =>
  word.replace(/\/\.\*$/, '/*').replace(/\\([^A-Za-z0-9])/g, '$1');

import { compareText, canonicalJson } from '../canonicalJson';
import { isMap } from '../objectRef';

/**
 * Where objects of a kind keep rules that add up: more items allow more, in any
 * order. Nothing else of an object is ever merged.
 */
export const ruleListsOf = (kind: string): readonly (readonly string[])[] => {
  switch (kind) {
    case 'AuthorizationPolicy':
      return [['spec', 'rules']];
    case 'NetworkPolicy':
    case 'CiliumNetworkPolicy':
      return [
        ['spec', 'ingress'],
        ['spec', 'egress'],
      ];
    default:
      return [];
  }
};

/** What a value means, whatever the order of its lists and its defaults. */
export const meaningOf = (value: unknown): string =>
  canonicalJson(asSets(value));

const asSets = (value: unknown): unknown => {
  if (Array.isArray(value)) {
    const members = value.map((item: unknown) => canonicalJson(asSets(item)));
    return [...new Set(members)].sort(compareText);
  }
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === 'ports' ? asSets(withProtocols(inner)) : asSets(inner),
    ]),
  );
};

/** Kubernetes and Cilium fill in TCP and ANY; only the first is a default here. */
const withProtocols = (ports: unknown): unknown =>
  Array.isArray(ports)
    ? ports.map((port: unknown) =>
        isMap(port) && isKubernetesPort(port)
          ? { protocol: 'TCP', ...port }
          : port,
      )
    : ports;

// Cilium writes ports as strings, and a missing protocol is any protocol there.
const isKubernetesPort = (port: Record<string, unknown>): boolean =>
  typeof port.port === 'number' && port.protocol === undefined;

/** The items of a list of an object; none when it is no list. */
export const itemsAt = (
  object: unknown,
  path: readonly string[],
): readonly unknown[] => {
  const list = path.reduce<unknown>(
    (at, key) => (isMap(at) ? at[key] : undefined),
    object,
  );
  return Array.isArray(list) ? list : [];
};

/** What an object says besides its rules: whom it selects, and what it does. */
export const envelopeOf = (
  kind: string,
  object: Readonly<Record<string, unknown>>,
): string => {
  const lists = ruleListsOf(kind).map(path => path.at(-1));
  const spec = isMap(object.spec) ? object.spec : {};
  const rest = Object.entries(spec).filter(([key]) => !lists.includes(key));
  const filled = kind === 'AuthorizationPolicy' ? { action: 'ALLOW' } : {};
  return meaningOf({
    ...filled,
    ...Object.fromEntries(rest),
    ...others(object),
  });
};

/** Further top-level fields: `specs` of Cilium, `data` of what is no policy. */
const others = (object: Readonly<Record<string, unknown>>): object => ({
  '': Object.entries(object).filter(
    ([key]) =>
      !['apiVersion', 'kind', 'metadata', 'spec', 'status'].includes(key),
  ),
});

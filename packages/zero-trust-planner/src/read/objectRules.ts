import { RawObject } from '@ztn/zero-trust-engine';

/** What one allow rule of an object says, whatever its kind. */
export interface ObjectRule {
  /** `spec.rules[0]`. */
  readonly path: string;
  /** In plain words, each one that is wider than a workload. */
  readonly widePeers: readonly string[];
  /** It names no port, or all of them. */
  readonly anyPort: boolean;
  /** Ports by number; names are left out. */
  readonly ports: readonly number[];
  readonly http: readonly {
    readonly methods: readonly string[];
    readonly paths: readonly string[];
  }[];
}

type Fields = Readonly<Record<string, unknown>>;

/** The allow rules of an object that a request may write; none of other kinds. */
export function objectRules(object: RawObject): readonly ObjectRule[] {
  const spec = fields(object.spec);
  switch (object.kind) {
    case 'AuthorizationPolicy':
      return (spec.action ?? 'ALLOW') === 'ALLOW'
        ? list(spec.rules).map((rule, i) =>
            meshRule(fields(rule), `spec.rules[${i}]`),
          )
        : [];
    case 'NetworkPolicy':
      return directions.flatMap(({ list: name, peers }) =>
        list(spec[name]).map((rule, i) =>
          networkRule(fields(rule), peers, `spec.${name}[${i}]`),
        ),
      );
    case 'CiliumNetworkPolicy':
      return [spec, ...list(object.specs).map(fields)].flatMap(one =>
        directions.flatMap(({ list: name, peers }) =>
          list(one[name]).map((rule, i) =>
            ciliumRule(fields(rule), peers, `spec.${name}[${i}]`),
          ),
        ),
      );
    default:
      return [];
  }
}

const directions = [
  { list: 'ingress', peers: 'from' },
  { list: 'egress', peers: 'to' },
] as const;

function meshRule(rule: Fields, path: string): ObjectRule {
  const sources = list(rule.from).map(item => fields(fields(item).source));
  const operations = list(rule.to).map(item => fields(fields(item).operation));
  return {
    path,
    widePeers:
      sources.length === 0
        ? ['everybody']
        : sources.flatMap(source => {
            const names = [
              ...texts(source.principals),
              ...texts(source.serviceAccounts),
            ];
            if (names.length === 0) return ['callers without a named identity'];
            return names.filter(name => name.includes('*'));
          }),
    anyPort:
      operations.length === 0 ||
      operations.some(({ ports }) => texts(ports).length === 0),
    ports: numbers(operations.flatMap(({ ports }) => list(ports))),
    http: operations.map(({ methods, paths }) => ({
      methods: texts(methods),
      paths: texts(paths),
    })),
  };
}

function networkRule(
  rule: Fields,
  peersIn: 'from' | 'to',
  path: string,
): ObjectRule {
  const peers = list(rule[peersIn]).map(fields);
  const ports = list(rule.ports).map(fields);
  return {
    path,
    widePeers:
      peers.length === 0
        ? ['everybody']
        : peers.flatMap(({ podSelector, namespaceSelector, ipBlock }) => {
            if (ipBlock !== undefined) {
              return wideCidrs([fields(ipBlock).cidr]);
            }
            if (isEmptySelector(podSelector)) {
              return [
                namespaceSelector === undefined
                  ? 'every pod of the namespace'
                  : 'every pod of some namespaces',
              ];
            }
            return [];
          }),
    anyPort:
      ports.length === 0 ||
      ports.some(
        ({ port, endPort }) => port === undefined || endPort !== undefined,
      ),
    ports: numbers(ports.map(({ port }) => port)),
    http: [],
  };
}

function ciliumRule(
  rule: Fields,
  peersIn: 'from' | 'to',
  path: string,
): ObjectRule {
  const endpoints = list(rule[`${peersIn}Endpoints`]);
  const entities = texts(rule[`${peersIn}Entities`]);
  const cidrs = [
    ...list(rule[`${peersIn}CIDR`]),
    ...list(rule[`${peersIn}CIDRSet`]).map(item => fields(item).cidr),
  ];
  const names = peersIn === 'to' ? list(rule.toFQDNs) : [];
  const portRules = list(rule.toPorts).map(fields);
  const ports = portRules.flatMap(one => list(one.ports).map(fields));
  const isAnybody =
    endpoints.length + entities.length + cidrs.length + names.length === 0;
  return {
    path,
    widePeers: [
      ...(isAnybody ? ['everybody'] : []),
      ...endpoints.filter(isEmptySelector).map(() => 'every pod'),
      ...entities.filter(entity =>
        ['all', 'world', 'cluster'].includes(entity),
      ),
      ...wideCidrs(cidrs),
    ],
    anyPort:
      ports.length === 0 ||
      ports.some(
        ({ port, endPort }) =>
          port === undefined || String(port) === '0' || endPort !== undefined,
      ),
    ports: numbers(ports.map(({ port }) => port)),
    http: portRules.flatMap(one =>
      list(fields(one.rules).http).map(item => {
        const { method, path: pattern } = fields(item);
        return {
          methods: typeof method === 'string' ? method.split('|') : [],
          paths: typeof pattern === 'string' ? [pattern] : [],
        };
      }),
    ),
  };
}

/** CIDRs wider than 256 addresses; for IPv6 than a /64. */
function wideCidrs(cidrs: readonly unknown[]): readonly string[] {
  return cidrs.map(String).filter(cidr => {
    const bits = Number(cidr.split('/')[1] ?? 32);
    return cidr.includes(':') ? bits < 64 : bits < 24;
  });
}

function isEmptySelector(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  const { matchLabels, matchExpressions } = fields(value);
  return (
    Object.keys(fields(matchLabels)).length === 0 &&
    list(matchExpressions).length === 0
  );
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function numbers(values: readonly unknown[]): readonly number[] {
  return values.map(Number).filter(Number.isInteger);
}

function texts(value: unknown): readonly string[] {
  return list(value).filter((item): item is string => typeof item === 'string');
}

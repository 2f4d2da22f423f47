import { Field } from './Field';

/**
 * What an AuthorizationPolicy can compare, whichever of `from`, `to` and `when`
 * it was written in. Words are those of `when[].key`, where one exists.
 */
export type AuthorizationAttribute =
  | 'source.principal'
  | 'source.namespace'
  | 'source.serviceAccount'
  | 'source.trustDomain'
  | 'source.ip'
  | 'remote.ip'
  | 'request.auth.principal'
  | 'request.auth.audiences'
  | 'request.auth.presenter'
  | 'request.auth.claims'
  | 'request.headers'
  | 'request.host'
  | 'request.method'
  | 'request.path'
  | 'destination.ip'
  | 'destination.port'
  | 'connection.sni'
  | 'experimental.envoy.filters';

/**
 * One field of a source or operation, or one `when` entry: any of `values` (if
 * there is one) and none of `notValues`.
 */
export interface Condition {
  readonly attribute: AuthorizationAttribute;
  /** Header name, path of a claim, or filter and key of a metadata lookup. */
  readonly argument: readonly string[];
  readonly values: readonly string[];
  readonly notValues: readonly string[];
  /** Came from `when`: ztunnel supports fewer attributes there. */
  readonly fromWhen: boolean;
  readonly path: string;
}

/** One `source`, one `operation`, or one `when` entry: all conditions hold. */
export interface Clause {
  readonly path: string;
  readonly conditions: readonly Condition[];
}

/** `(any of from) and (any of to) and (all of when)`; an absent part is true. */
export interface AuthorizationRule {
  readonly path: string;
  /** Undefined for no constraint. */
  readonly from?: readonly Clause[];
  readonly to?: readonly Clause[];
  readonly when: readonly Clause[];
  /** A `when` key that Istio does not know: the whole rule is skipped. */
  readonly unknownKey?: string;
}

const sourceFields = [
  ['principals', 'notPrincipals', 'source.principal'],
  ['requestPrincipals', 'notRequestPrincipals', 'request.auth.principal'],
  ['namespaces', 'notNamespaces', 'source.namespace'],
  ['serviceAccounts', 'notServiceAccounts', 'source.serviceAccount'],
  ['trustDomains', 'notTrustDomains', 'source.trustDomain'],
  ['ipBlocks', 'notIpBlocks', 'source.ip'],
  ['remoteIpBlocks', 'notRemoteIpBlocks', 'remote.ip'],
] as const;

const operationFields = [
  ['hosts', 'notHosts', 'request.host'],
  ['ports', 'notPorts', 'destination.port'],
  ['methods', 'notMethods', 'request.method'],
  ['paths', 'notPaths', 'request.path'],
] as const;

const plainKeys: readonly AuthorizationAttribute[] = [
  'source.ip',
  'remote.ip',
  'source.namespace',
  'source.serviceAccount',
  'source.trustDomain',
  'source.principal',
  'request.auth.principal',
  'request.auth.audiences',
  'request.auth.presenter',
  'destination.ip',
  'destination.port',
  'connection.sni',
];

/** A rule of a policy in `namespace`, which a bare service account means. */
export function parseAuthorizationRule(
  rule: Field,
  namespace: string,
): AuthorizationRule {
  const entries = rule.at('when').items();
  const keyed = entries.map(entry => ({
    entry,
    key: parseKey(entry.at('key').string()),
  }));
  return {
    path: rule.path,
    from: clauses(rule.at('from'), 'source', sourceFields, namespace),
    to: clauses(rule.at('to'), 'operation', operationFields, namespace),
    when: keyed.flatMap(({ entry, key }) =>
      key ? [whenClause(entry, key, namespace)] : [],
    ),
    unknownKey: keyed
      .find(k => !k.key)
      ?.entry.at('key')
      .string(),
  };
}

function clauses(
  list: Field,
  member: string,
  fields: typeof sourceFields | typeof operationFields,
  namespace: string,
): readonly Clause[] | undefined {
  const items = list.items();
  if (items.length === 0) return undefined;
  return items.map(item => {
    const body = item.at(member);
    return {
      path: body.path,
      conditions: fields.flatMap(([field, notField, attribute]) => {
        const values = body.at(field).strings();
        const notValues = body.at(notField).strings();
        if (values.length + notValues.length === 0) return [];
        const at = values.length > 0 ? field : notField;
        return [
          {
            attribute,
            argument: [],
            values: qualify(attribute, values, namespace),
            notValues: qualify(attribute, notValues, namespace),
            fromWhen: false,
            path: body.at(at).path,
          },
        ];
      }),
    };
  });
}

function whenClause(entry: Field, key: WhenKey, namespace: string): Clause {
  const values = (field: string) =>
    qualify(key.attribute, entry.at(field).strings(), namespace);
  return {
    path: entry.path,
    conditions: [
      {
        ...key,
        values: values('values'),
        notValues: values('notValues'),
        fromWhen: true,
        path: entry.path,
      },
    ],
  };
}

/** A service account without namespace is one of the policy's own namespace. */
function qualify(
  attribute: AuthorizationAttribute,
  values: readonly string[],
  namespace: string,
): readonly string[] {
  if (attribute !== 'source.serviceAccount') return values;
  return values.map(v => (v.includes('/') ? v : `${namespace}/${v}`));
}

type WhenKey = Pick<Condition, 'attribute' | 'argument'>;

function parseKey(key: string): WhenKey | undefined {
  const plain = plainKeys.find(k => k === key);
  if (plain) return { attribute: plain, argument: [] };
  const header = /^request\.headers\[([^\]]+)\]$/.exec(key);
  if (header) return { attribute: 'request.headers', argument: [header[1]] };
  const claims = /^request\.auth\.claims((\[[^\]]+\])+)$/.exec(key);
  if (claims) {
    return {
      attribute: 'request.auth.claims',
      argument: claims[1].slice(1, -1).split(']['),
    };
  }
  const filter = /^experimental\.(envoy\.filters\.[^[]+)\[([^\]]+)\]$/.exec(
    key,
  );
  return filter
    ? {
        attribute: 'experimental.envoy.filters',
        argument: [filter[1], filter[2]],
      }
    : undefined;
}

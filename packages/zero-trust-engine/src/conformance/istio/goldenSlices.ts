import { RawObject } from '../../snapshot/KubernetesObject';
import { aPolicy } from '../../testing/builders';
import { EnvoyFilterConfig, RbacNode } from './envoyRbac';
import { WrittenRule } from './policyFields';

/** One value of one field of a rule, and what the builder makes of it alone. */
export interface GoldenSlice {
  readonly name: string;
  readonly policy: RawObject;
  readonly filters: readonly EnvoyFilterConfig[];
}

/** The order in which the builder writes the fields of one rule. */
const permissionOrder = [
  'request.host',
  'request.method',
  'request.path',
  'destination.port',
];
const principalOrder = [
  'source.principal',
  'request.auth.principal',
  'source.namespace',
  'remote.ip',
  'source.ip',
];
const permissionWhen = ['destination.', 'connection.', 'experimental.'];

/**
 * The rule that uses every field never matches as a whole: its conditions
 * contradict each other. So each value is also asked about by itself.
 */
export function slicesOf(
  rule: WrittenRule,
  ruleIndex: number,
  [filter]: readonly EnvoyFilterConfig[],
): readonly GoldenSlice[] {
  const policies = Object.values(filter.typedConfig.rules?.policies ?? {});
  const { permissions, principals } = policies[ruleIndex];
  const written = [
    ...rule.from.flat().map(field => ({ ...field, when: false })),
    ...rule.to.flat().map(field => ({ ...field, when: false })),
  ];
  const ordered = (order: readonly string[]) =>
    order.flatMap(key => written.filter(field => field.key === key));
  const when = rule.when.map(field => ({ ...field, when: true }));
  const isPermission = ({ key }: { readonly key: string }) =>
    permissionWhen.some(prefix => key.startsWith(prefix));
  return [
    ...sliceSide(
      [...ordered(permissionOrder), ...when.filter(isPermission)],
      permissions[0].andRules?.rules ?? [],
      node => ({ permissions: [node], principals: [{ any: true }] }),
    ),
    ...sliceSide(
      [...ordered(principalOrder), ...when.filter(f => !isPermission(f))],
      principals[0].andIds?.ids ?? [],
      node => ({ permissions: [{ any: true }], principals: [node] }),
    ),
  ];
}

interface Field {
  readonly key: string;
  readonly values: readonly string[];
  readonly notValues: readonly string[];
  readonly when: boolean;
}

function sliceSide(
  fields: readonly Field[],
  nodes: readonly RbacNode[],
  policyOf: (
    node: RbacNode,
  ) => Readonly<Record<'permissions' | 'principals', readonly RbacNode[]>>,
): readonly GoldenSlice[] {
  if (nodes.length !== 2 * fields.length) {
    throw new Error(`${nodes.length} nodes of ${fields.length} fields`);
  }
  return fields.flatMap((field, at) =>
    (['values', 'notValues'] as const).flatMap((list, side) =>
      field[list].map((value, index): GoldenSlice => {
        const node = pickChild(nodes[2 * at + side], index, field[list].length);
        return {
          name: `${field.when ? 'when ' : ''}${field.key} ${list} ${value}`,
          policy: policyWith(field, list, value),
          filters: [
            {
              name: 'envoy.filters.http.rbac',
              typedConfig: { rules: { policies: { slice: policyOf(node) } } },
            },
          ],
        };
      }),
    ),
  );
}

/** A node of which every list of alternatives keeps one. */
function pickChild(node: RbacNode, index: number, count: number): RbacNode {
  const pick = (value: unknown): unknown => {
    if (Array.isArray(value)) {
      return value.length === count && count > 1
        ? [value[index]]
        : value.map(pick);
    }
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, child]) => [key, pick(child)]),
    );
  };
  return pick(node) as RbacNode;
}

const sourceFields: Readonly<Record<string, string>> = {
  'source.principal': 'principals',
  'request.auth.principal': 'requestPrincipals',
  'source.namespace': 'namespaces',
  'remote.ip': 'remoteIpBlocks',
  'source.ip': 'ipBlocks',
};
const operationFields: Readonly<Record<string, string>> = {
  'request.host': 'hosts',
  'request.method': 'methods',
  'request.path': 'paths',
  'destination.port': 'ports',
};

function policyWith(
  field: Field,
  list: 'values' | 'notValues',
  value: string,
): RawObject {
  const named = (name: string) =>
    list === 'values' ? name : `not${name[0].toUpperCase()}${name.slice(1)}`;
  const source = sourceFields[field.key];
  const operation = operationFields[field.key];
  const rule = () => {
    if (field.when) return { when: [{ key: field.key, [list]: [value] }] };
    return source
      ? { from: [{ source: { [named(source)]: [value] } }] }
      : { to: [{ operation: { [named(operation)]: [value] } }] };
  };
  return aPolicy(
    'AuthorizationPolicy',
    { namespace: 'foo', name: 'slice' },
    { rules: [rule()] },
  );
}

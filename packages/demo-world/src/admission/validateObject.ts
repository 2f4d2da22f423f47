import { isIP } from 'node:net';
import { isDeepStrictEqual } from 'node:util';
import { matchesLabelSelector } from '../protocol/labelSelector';
import { StatusCause } from '../protocol/KubeError';
import {
  at,
  JsonValue,
  KubeObject,
  listAt,
  numberAt,
  stringAt,
  stringsAt,
} from '../store/KubeObject';
import { checkLabels } from './names';

const invalid = (field: string, value: unknown, why: string): StatusCause => ({
  reason: 'FieldValueInvalid',
  field,
  message: `Invalid value: ${JSON.stringify(value)}: ${why}`,
});

const required = (field: string, why = ''): StatusCause => ({
  reason: 'FieldValueRequired',
  field,
  message: why ? `Required value: ${why}` : 'Required value',
});

const checkSelector = (selector: unknown, path: string): StatusCause[] =>
  listAt(selector, 'matchExpressions').flatMap((expression, index) => {
    const field = `${path}.matchExpressions[${index}]`;
    const values = at(expression, 'values');
    const count = Array.isArray(values) ? values.length : 0;
    switch (expression.operator) {
      case 'In':
      case 'NotIn':
        return count
          ? []
          : [
              required(
                `${field}.values`,
                "must be specified when `operator` is 'In' or 'NotIn'",
              ),
            ];
      case 'Exists':
      case 'DoesNotExist':
        return count
          ? [
              {
                reason: 'FieldValueForbidden',
                field: `${field}.values`,
                message:
                  "Forbidden: may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
              },
            ]
          : [];
      default:
        return [
          invalid(
            `${field}.operator`,
            expression.operator ?? '',
            'not a valid selector operator',
          ),
        ];
    }
  });

const portCauses = (port: JsonValue | undefined, field: string) =>
  typeof port === 'number' && (port < 1 || port > 65535)
    ? [invalid(field, port, 'must be between 1 and 65535, inclusive')]
    : [];

const checkPodSpec = (spec: unknown, path: string): StatusCause[] => {
  const containers = listAt(spec, 'containers');
  const names = new Set<string>();
  return [
    ...(containers.length ? [] : [required(`${path}.containers`)]),
    ...[...containers, ...listAt(spec, 'initContainers')].flatMap(
      (container, index) => {
        const name = String(container.name ?? '');
        const field = `${path}.containers[${index}]`;
        const twice = names.has(name);
        names.add(name);
        return [
          ...(twice
            ? [
                {
                  reason: 'FieldValueDuplicate',
                  field: `${field}.name`,
                  message: `Duplicate value: ${JSON.stringify(name)}`,
                },
              ]
            : []),
          ...(container.image ? [] : [required(`${field}.image`)]),
          ...listAt(container, 'ports').flatMap((port, p) =>
            portCauses(
              port.containerPort,
              `${field}.ports[${p}].containerPort`,
            ),
          ),
        ];
      },
    ),
  ];
};

const checkTemplate = (object: KubeObject): StatusCause[] => {
  const labels = stringsAt(object, 'spec', 'template', 'metadata', 'labels');
  const selector = at(object, 'spec', 'selector');
  return [
    ...checkSelector(selector, 'spec.selector'),
    ...(object.kind === 'Job' || matchesLabelSelector(selector, labels)
      ? []
      : [
          invalid(
            'spec.template.metadata.labels',
            labels,
            '`selector` does not match template `labels`',
          ),
        ]),
    ...checkLabels({ labels }, 'spec.template'),
    ...checkPodSpec(
      at(object, 'spec', 'template', 'spec'),
      'spec.template.spec',
    ),
  ];
};

/** Whether a string is an address block such as `10.0.0.0/8`. */
export const isCidr = (text: string): boolean => {
  const [address, bits, more] = text.split('/');
  const family = isIP(address);
  return (
    more === undefined &&
    family !== 0 &&
    /^\d{1,3}$/.test(bits ?? '') &&
    Number(bits) <= (family === 4 ? 32 : 128)
  );
};

const checkPeer = (peer: unknown, path: string): StatusCause[] => {
  const block = at(peer, 'ipBlock');
  const selectors = ['podSelector', 'namespaceSelector'].filter(
    key => at(peer, key) !== undefined,
  );
  if (block === undefined && selectors.length === 0)
    return [required(path, 'must specify a peer')];
  if (block !== undefined && selectors.length > 0)
    return [
      {
        reason: 'FieldValueForbidden',
        field: path,
        message: 'Forbidden: may not specify both ipBlock and another peer',
      },
    ];
  const cidr = stringAt(block, 'cidr');
  const except = at(block, 'except');
  return [
    ...selectors.flatMap(key => checkSelector(at(peer, key), `${path}.${key}`)),
    ...(cidr !== undefined && !isCidr(cidr)
      ? [
          invalid(
            `${path}.ipBlock.cidr`,
            cidr,
            'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)',
          ),
        ]
      : []),
    ...(Array.isArray(except) ? except : []).flatMap((one, index) =>
      isCidr(String(one))
        ? []
        : [
            invalid(
              `${path}.ipBlock.except[${index}]`,
              one,
              'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)',
            ),
          ],
    ),
  ];
};

const checkPolicyPort = (port: unknown, path: string): StatusCause[] => {
  const first = at(port, 'port');
  const last = numberAt(port, 'endPort');
  const range =
    last === undefined ||
    (typeof first === 'number' && last >= first && last <= 65535)
      ? []
      : [
          typeof first === 'number'
            ? invalid(
                `${path}.endPort`,
                last,
                'must be greater than or equal to `port`',
              )
            : required(
                `${path}.port`,
                'must be specified when `endPort` is specified',
              ),
        ];
  return [...portCauses(first, `${path}.port`), ...range];
};

const checkNetworkPolicy = (object: KubeObject): StatusCause[] => {
  const direction = (rules: string, peers: string) =>
    listAt(object, 'spec', rules).flatMap((rule, index) => [
      ...listAt(rule, peers).flatMap((peer, p) =>
        checkPeer(peer, `spec.${rules}[${index}].${peers}[${p}]`),
      ),
      ...listAt(rule, 'ports').flatMap((port, p) =>
        checkPolicyPort(port, `spec.${rules}[${index}].ports[${p}]`),
      ),
    ]);
  const types = at(object, 'spec', 'policyTypes');
  return [
    ...checkSelector(at(object, 'spec', 'podSelector'), 'spec.podSelector'),
    ...direction('ingress', 'from'),
    ...direction('egress', 'to'),
    ...(Array.isArray(types) ? types : []).flatMap((type, index) =>
      type === 'Ingress' || type === 'Egress'
        ? []
        : [
            {
              reason: 'FieldValueNotSupported',
              field: `spec.policyTypes[${index}]`,
              message: `Unsupported value: ${JSON.stringify(
                type,
              )}: supported values: "Egress", "Ingress"`,
            },
          ],
    ),
  ];
};

const checkService = (object: KubeObject): StatusCause[] => {
  const ports = listAt(object, 'spec', 'ports');
  const headless = stringAt(object, 'spec', 'clusterIP') === 'None';
  const external = stringAt(object, 'spec', 'type') === 'ExternalName';
  return [
    ...(ports.length || headless || external ? [] : [required('spec.ports')]),
    ...(external && !stringAt(object, 'spec', 'externalName')
      ? [required('spec.externalName')]
      : []),
    ...ports.flatMap((port, index) => [
      ...portCauses(port.port, `spec.ports[${index}].port`),
      ...portCauses(port.targetPort, `spec.ports[${index}].targetPort`),
      ...(ports.length > 1 && !port.name
        ? [required(`spec.ports[${index}].name`)]
        : []),
    ]),
  ];
};

const checkDefinition = (object: KubeObject): StatusCause[] => {
  const plural = stringAt(object, 'spec', 'names', 'plural') ?? '';
  const group = stringAt(object, 'spec', 'group') ?? '';
  const versions = listAt(object, 'spec', 'versions');
  const stored = versions.filter(version => version.storage === true).length;
  return [
    ...(object.metadata.name === `${plural}.${group}`
      ? []
      : [
          invalid(
            'metadata.name',
            object.metadata.name,
            `must be spec.names.plural+"."+spec.group`,
          ),
        ]),
    ...(stored === 1
      ? []
      : [
          invalid(
            'spec.versions',
            stored,
            'must have exactly one version marked as storage version',
          ),
        ]),
    ...versions.flatMap((version, index) => {
      const field = `spec.versions[${index}].schema.openAPIV3Schema`;
      const schema = at(version, 'schema', 'openAPIV3Schema');
      if (schema === undefined)
        return [required(field, 'schemas are required')];
      return at(schema, 'type') === 'object'
        ? []
        : [
            invalid(
              `${field}.type`,
              at(schema, 'type') ?? '',
              'must be object at the root',
            ),
          ];
    }),
  ];
};

const checkBinding = (object: KubeObject): StatusCause[] => {
  const kind = stringAt(object, 'roleRef', 'kind');
  const allowed =
    object.kind === 'RoleBinding' ? ['Role', 'ClusterRole'] : ['ClusterRole'];
  return kind === undefined || allowed.includes(kind)
    ? []
    : [
        {
          reason: 'FieldValueNotSupported',
          field: 'roleRef.kind',
          message: `Unsupported value: ${JSON.stringify(
            kind,
          )}: supported values: ${allowed
            .map(one => JSON.stringify(one))
            .join(', ')}`,
        },
      ];
};

const checks: Record<string, (object: KubeObject) => StatusCause[]> = {
  Pod: object => checkPodSpec(object.spec, 'spec'),
  Deployment: checkTemplate,
  ReplicaSet: checkTemplate,
  StatefulSet: checkTemplate,
  DaemonSet: checkTemplate,
  Job: checkTemplate,
  NetworkPolicy: checkNetworkPolicy,
  Service: checkService,
  CustomResourceDefinition: checkDefinition,
  RoleBinding: checkBinding,
  ClusterRoleBinding: checkBinding,
};

/** Field errors that go beyond the shape of a built-in kind. */
export const validateObject = (object: KubeObject): StatusCause[] => [
  ...checkLabels(object.metadata),
  ...(Object.hasOwn(checks, object.kind) ? checks[object.kind](object) : []),
];

const immutableFields: Record<string, (string | number)[][]> = {
  Deployment: [['spec', 'selector']],
  ReplicaSet: [['spec', 'selector']],
  DaemonSet: [['spec', 'selector']],
  StatefulSet: [
    ['spec', 'selector'],
    ['spec', 'serviceName'],
  ],
  Job: [
    ['spec', 'selector'],
    ['spec', 'template'],
  ],
  RoleBinding: [['roleRef']],
  ClusterRoleBinding: [['roleRef']],
  CustomResourceDefinition: [
    ['spec', 'group'],
    ['spec', 'scope'],
    ['spec', 'names', 'kind'],
  ],
  Secret: [['type']],
  EndpointSlice: [['addressType']],
};

/** Field errors of a change: fields that may not change once an object exists. */
export const validateChange = (
  object: KubeObject,
  previous: KubeObject,
): StatusCause[] =>
  (Object.hasOwn(immutableFields, object.kind)
    ? immutableFields[object.kind]
    : []
  ).flatMap(path => {
    const after = at(object, ...path);
    return isDeepStrictEqual(at(previous, ...path), after)
      ? []
      : [invalid(path.join('.'), after ?? null, 'field is immutable')];
  });

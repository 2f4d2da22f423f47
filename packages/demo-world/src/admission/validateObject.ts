import { isDeepStrictEqual } from 'node:util';
import { Resource } from '../kinds/Resource';
import { matchesLabelSelector } from '../protocol/labelSelector';
import { StatusCause } from '../protocol/KubeError';
import {
  at,
  KubeObject,
  listAt,
  stringAt,
  stringsAt,
} from '../store/KubeObject';
import { checkSelector, invalid, portCauses, required } from './causes';
import { checkNetworkPolicy } from './checkNetworkPolicy';
import { checkLabels } from './names';

const checkPodSpec = (spec: unknown, path: string): StatusCause[] => {
  const containers = listAt(spec, 'containers');
  const names = new Set<string>();
  return [
    ...(containers.length ? [] : [required(`${path}.containers`)]),
    ...(['initContainers', 'containers'] as const).flatMap(list =>
      listAt(spec, list).flatMap((container, index) => {
        const name = String(container.name ?? '');
        const field = `${path}.${list}[${index}]`;
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
      }),
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

// A custom kind may bear the name of a built-in one: its schema says all about it.
const rowOf = <T>(rows: Record<string, T>, of: Resource): T | undefined =>
  of.origin === 'builtin' && Object.hasOwn(rows, of.kind)
    ? rows[of.kind]
    : undefined;

/** Field errors that go beyond the shape of a kind. */
export const validateObject = (
  object: KubeObject,
  resource: Resource,
): StatusCause[] => [
  ...checkLabels(object.metadata),
  ...(rowOf(checks, resource)?.(object) ?? []),
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
  resource: Resource,
): StatusCause[] =>
  (rowOf(immutableFields, resource) ?? []).flatMap(path => {
    const after = at(object, ...path);
    return isDeepStrictEqual(at(previous, ...path), after)
      ? []
      : [invalid(path.join('.'), after ?? null, 'field is immutable')];
  });

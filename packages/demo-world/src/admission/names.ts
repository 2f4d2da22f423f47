import { StatusCause } from '../protocol/KubeError';
import { Resource } from '../kinds/Resource';

const dnsLabel = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const dnsName =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const service = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const labelName = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

const labelKinds = new Set(['Namespace']);
const pathKinds = new Set([
  'Role',
  'ClusterRole',
  'RoleBinding',
  'ClusterRoleBinding',
]);

const nameProblem = (resource: Resource, name: string): string | undefined => {
  if (pathKinds.has(resource.kind)) {
    return name.includes('/') ||
      name.includes('%') ||
      name === '.' ||
      name === '..'
      ? "may not contain '/' or '%'"
      : undefined;
  }
  if (resource.kind === 'Service') {
    if (name.length > 63) return 'must be no more than 63 characters';
    return service.test(name)
      ? undefined
      : "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";
  }
  if (labelKinds.has(resource.kind)) {
    if (name.length > 63) return 'must be no more than 63 characters';
    return dnsLabel.test(name)
      ? undefined
      : "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
  }
  if (name.length > 253) return 'must be no more than 253 characters';
  return dnsName.test(name)
    ? undefined
    : "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
};

/** What is wrong with an object's name, if anything. */
export const checkName = (resource: Resource, name: string): StatusCause[] => {
  const problem = nameProblem(resource, name);
  return problem
    ? [
        {
          reason: 'FieldValueInvalid',
          field: 'metadata.name',
          message: `Invalid value: ${JSON.stringify(name)}: ${problem}`,
        },
      ]
    : [];
};

/** Whether a string may be a label value: empty, or at most 63 letters, digits, `-_.`. */
export const isLabelValue = (value: string) =>
  value === '' || (value.length <= 63 && labelName.test(value));

/** Whether a string may be a label or annotation key, with an optional DNS prefix. */
export const isQualifiedName = (key: string): boolean => {
  const parts = key.split('/');
  if (parts.length > 2) return false;
  const name = parts[parts.length - 1];
  if (parts.length === 2 && !(parts[0].length <= 253 && dnsName.test(parts[0])))
    return false;
  return name.length <= 63 && labelName.test(name);
};

const causesOfMap = (
  map: Record<string, string> | undefined,
  field: string,
  values: 'labels' | 'text',
): StatusCause[] =>
  Object.entries(map ?? {}).flatMap(([key, value]) => [
    ...(isQualifiedName(key)
      ? []
      : [
          {
            reason: 'FieldValueInvalid',
            field,
            message: `Invalid value: ${JSON.stringify(
              key,
            )}: name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character`,
          },
        ]),
    ...(values === 'text' || isLabelValue(value)
      ? []
      : [
          {
            reason: 'FieldValueInvalid',
            field,
            message: `Invalid value: ${JSON.stringify(
              value,
            )}: a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character`,
          },
        ]),
  ]);

/** What is wrong with labels and annotations, at `metadata` or inside a template. */
export const checkLabels = (
  metadata: {
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  },
  path = 'metadata',
): StatusCause[] => [
  ...causesOfMap(metadata.labels, `${path}.labels`, 'labels'),
  ...causesOfMap(metadata.annotations, `${path}.annotations`, 'text'),
];

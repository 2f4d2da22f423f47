import { Field } from './Field';

/** Which requests an admission policy or webhook is asked about. */
export interface AdmissionRule {
  readonly groups: readonly string[];
  readonly resources: readonly string[];
  readonly operations: readonly string[];
}

export function parseAdmissionRule(field: Field): AdmissionRule {
  return {
    groups: field.at('apiGroups').strings(),
    resources: field.at('resources').strings(),
    operations: field.at('operations').strings(),
  };
}

/** Whether the creation of a namespace is among a rule's requests. */
export function coversNewNamespaces({
  groups,
  resources,
  operations,
}: AdmissionRule): boolean {
  const has = (list: readonly string[], wanted: readonly string[]) =>
    list.some(item => wanted.includes(item));
  return (
    has(groups, ['', '*']) &&
    has(resources, ['namespaces', '*', '*/*']) &&
    has(operations, ['CREATE', '*'])
  );
}

import { ShapeTable } from '../parseShape';

const webhook: ShapeTable = {
  name: 'string!',
  clientConfig: 'any!',
  rules: 'any[]',
  failurePolicy: 'Fail|Ignore',
  matchPolicy: 'Exact|Equivalent',
  matchConditions: 'any[name]',
  namespaceSelector: 'LabelSelector',
  objectSelector: 'LabelSelector',
  sideEffects: 'string!',
  timeoutSeconds: 'int',
  admissionReviewVersions: 'string[]!',
};

const policyRule: ShapeTable = {
  apiGroups: 'string[]',
  resources: 'string[]',
  verbs: 'string[]!',
  resourceNames: 'string[]',
  nonResourceURLs: 'string[]',
};

/** RBAC, admission and API extension kinds. */
export const controlTypes: Record<string, ShapeTable> = {
  PolicyRule: policyRule,
  Role: { rules: 'PolicyRule[]' },
  ClusterRole: {
    rules: 'PolicyRule[]',
    aggregationRule: { clusterRoleSelectors: 'LabelSelector[]' },
  },
  RoleRef: { '@': '', apiGroup: 'string', kind: 'string!', name: 'string!' },
  RbacSubject: {
    kind: 'string!',
    name: 'string!',
    namespace: 'string',
    apiGroup: 'string',
  },
  RoleBinding: { roleRef: 'RoleRef!', subjects: 'RbacSubject[]' },
  ClusterRoleBinding: { roleRef: 'RoleRef!', subjects: 'RbacSubject[]' },
  MutatingWebhook: { ...webhook, reinvocationPolicy: 'string' },
  ValidatingWebhook: webhook,
  MutatingWebhookConfiguration: { webhooks: 'MutatingWebhook[name]' },
  ValidatingWebhookConfiguration: { webhooks: 'ValidatingWebhook[name]' },
  ValidatingAdmissionPolicySpec: {
    failurePolicy: 'Fail|Ignore',
    matchConstraints: 'any',
    matchConditions: 'any[name]',
    validations: 'any[]',
    paramKind: 'any',
    auditAnnotations: 'any[]',
    variables: 'any[name]',
  },
  ValidatingAdmissionPolicyStatus: {
    observedGeneration: 'int',
    typeChecking: 'any',
    conditions: 'Condition[type]',
  },
  ValidatingAdmissionPolicyBindingSpec: {
    policyName: 'string',
    paramRef: 'any',
    matchResources: 'any',
    validationActions: 'string<>',
  },
  CustomResourceDefinitionSpec: {
    group: 'string!',
    names: 'CustomResourceDefinitionNames!',
    scope: 'Cluster|Namespaced!',
    versions: 'CustomResourceDefinitionVersion[]!',
    conversion: 'any',
    preserveUnknownFields: 'bool',
  },
  CustomResourceDefinitionNames: {
    plural: 'string!',
    singular: 'string',
    kind: 'string!',
    listKind: 'string',
    shortNames: 'string[]',
    categories: 'string[]',
  },
  CustomResourceDefinitionVersion: {
    name: 'string!',
    served: 'bool!',
    storage: 'bool!',
    deprecated: 'bool',
    deprecationWarning: 'string',
    schema: 'any',
    subresources: 'any',
    additionalPrinterColumns: 'any[]',
    selectableFields: 'any[]',
  },
  CustomResourceDefinitionStatus: {
    acceptedNames: 'any',
    storedVersions: 'string[]',
    conditions: 'Condition[type]',
    observedGeneration: 'int',
  },
  ReviewStatus: { '*': '' },
};

import {
  at,
  isJsonObject,
  JsonObject,
  KubeObject,
  listAt,
} from '../store/KubeObject';

const setDefault = (
  object: JsonObject | undefined,
  key: string,
  value: JsonObject[string],
) => {
  if (object && (object[key] === undefined || object[key] === null))
    object[key] = value;
};

const objectAt = (value: unknown, ...path: (string | number)[]) => {
  const found = at(value, ...path);
  return isJsonObject(found) ? found : undefined;
};

const defaultContainer = (container: JsonObject) => {
  const image = String(container.image ?? '');
  const tagged = /[:@]/.test(image.slice(image.lastIndexOf('/') + 1));
  setDefault(
    container,
    'imagePullPolicy',
    tagged && !image.endsWith(':latest') ? 'IfNotPresent' : 'Always',
  );
  setDefault(container, 'resources', {});
  setDefault(container, 'terminationMessagePath', '/dev/termination-log');
  setDefault(container, 'terminationMessagePolicy', 'File');
  for (const port of listAt(container, 'ports'))
    setDefault(port, 'protocol', 'TCP');
  for (const probe of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
    const spec = objectAt(container, probe);
    setDefault(spec, 'timeoutSeconds', 1);
    setDefault(spec, 'periodSeconds', 10);
    setDefault(spec, 'successThreshold', 1);
    setDefault(spec, 'failureThreshold', 3);
    setDefault(objectAt(spec, 'httpGet'), 'scheme', 'HTTP');
    setDefault(objectAt(spec, 'httpGet'), 'path', '/');
  }
};

const defaultPodSpec = (spec: JsonObject | undefined) => {
  if (!spec) return;
  setDefault(spec, 'restartPolicy', 'Always');
  setDefault(spec, 'terminationGracePeriodSeconds', 30);
  setDefault(spec, 'dnsPolicy', 'ClusterFirst');
  setDefault(spec, 'securityContext', {});
  setDefault(spec, 'schedulerName', 'default-scheduler');
  // The old field name mirrors the new one, whichever was given.
  if (spec.serviceAccountName ?? spec.serviceAccount) {
    setDefault(spec, 'serviceAccountName', spec.serviceAccount);
    setDefault(spec, 'serviceAccount', spec.serviceAccountName);
  }
  for (const list of ['containers', 'initContainers', 'ephemeralContainers'])
    listAt(spec, list).forEach(defaultContainer);
};

const defaultService = (spec: JsonObject) => {
  setDefault(spec, 'type', 'ClusterIP');
  setDefault(spec, 'sessionAffinity', 'None');
  if (spec.type !== 'ExternalName')
    setDefault(spec, 'internalTrafficPolicy', 'Cluster');
  if (spec.type === 'NodePort' || spec.type === 'LoadBalancer')
    setDefault(spec, 'externalTrafficPolicy', 'Cluster');
  for (const port of listAt(spec, 'ports')) {
    setDefault(port, 'protocol', 'TCP');
    setDefault(port, 'targetPort', port.port);
  }
};

const defaultNetworkPolicy = (spec: JsonObject) => {
  setDefault(spec, 'podSelector', {});
  // "If no policyTypes are specified … Ingress will always be set and Egress will be
  // set if the NetworkPolicy has any egress rules." (Kubernetes, NetworkPolicy)
  if (!Array.isArray(spec.policyTypes) || spec.policyTypes.length === 0)
    spec.policyTypes = listAt(spec, 'egress').length
      ? ['Ingress', 'Egress']
      : ['Ingress'];
  for (const rule of [...listAt(spec, 'ingress'), ...listAt(spec, 'egress')])
    for (const port of listAt(rule, 'ports'))
      setDefault(port, 'protocol', 'TCP');
};

const defaultJob = (spec: JsonObject | undefined) => {
  setDefault(spec, 'parallelism', 1);
  setDefault(spec, 'completions', 1);
  setDefault(spec, 'backoffLimit', 6);
  setDefault(spec, 'completionMode', 'NonIndexed');
  setDefault(spec, 'suspend', false);
  defaultPodSpec(objectAt(spec, 'template', 'spec'));
};

const defaultWebhooks = (object: KubeObject) => {
  for (const hook of listAt(object, 'webhooks')) {
    setDefault(hook, 'failurePolicy', 'Fail');
    setDefault(hook, 'matchPolicy', 'Equivalent');
    setDefault(hook, 'namespaceSelector', {});
    setDefault(hook, 'objectSelector', {});
    setDefault(hook, 'timeoutSeconds', 10);
    if (object.kind === 'MutatingWebhookConfiguration')
      setDefault(hook, 'reinvocationPolicy', 'Never');
    for (const rule of listAt(hook, 'rules')) setDefault(rule, 'scope', '*');
  }
};

const defaultRbac = (object: KubeObject) => {
  const rbac = 'rbac.authorization.k8s.io';
  setDefault(objectAt(object, 'roleRef'), 'apiGroup', rbac);
  for (const subject of listAt(object, 'subjects'))
    if (subject.kind !== 'ServiceAccount')
      setDefault(subject, 'apiGroup', rbac);
};

const defaultDefinition = (spec: JsonObject) => {
  setDefault(spec, 'conversion', { strategy: 'None' });
  const names = objectAt(spec, 'names');
  const kind = String(names?.kind ?? '');
  setDefault(names, 'singular', kind.toLowerCase());
  setDefault(names, 'listKind', `${kind}List`);
};

const rolling = () => ({
  type: 'RollingUpdate',
  rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' },
});

const defaultsOf: Record<
  string,
  (object: KubeObject, spec: JsonObject) => void
> = {
  Namespace: (object, spec) => {
    object.metadata.labels = {
      ...object.metadata.labels,
      'kubernetes.io/metadata.name': object.metadata.name,
    };
    setDefault(spec, 'finalizers', ['kubernetes']);
    object.spec = spec;
    object.status = { phase: 'Active', ...object.status };
  },
  Pod: (_object, spec) => {
    setDefault(spec, 'serviceAccountName', spec.serviceAccount ?? 'default');
    setDefault(spec, 'enableServiceLinks', true);
    defaultPodSpec(spec);
  },
  Service: (_object, spec) => defaultService(spec),
  NetworkPolicy: (object, spec) => {
    object.spec = spec;
    defaultNetworkPolicy(spec);
  },
  Deployment: (_object, spec) => {
    setDefault(spec, 'replicas', 1);
    setDefault(spec, 'strategy', rolling());
    const strategy = objectAt(spec, 'strategy');
    setDefault(strategy, 'type', 'RollingUpdate');
    if (strategy?.type === 'RollingUpdate') {
      setDefault(strategy, 'rollingUpdate', {});
      setDefault(objectAt(strategy, 'rollingUpdate'), 'maxSurge', '25%');
      setDefault(objectAt(strategy, 'rollingUpdate'), 'maxUnavailable', '25%');
    }
    setDefault(spec, 'revisionHistoryLimit', 10);
    setDefault(spec, 'progressDeadlineSeconds', 600);
    defaultPodSpec(objectAt(spec, 'template', 'spec'));
  },
  ReplicaSet: (_object, spec) => {
    setDefault(spec, 'replicas', 1);
    defaultPodSpec(objectAt(spec, 'template', 'spec'));
  },
  StatefulSet: (_object, spec) => {
    setDefault(spec, 'replicas', 1);
    setDefault(spec, 'podManagementPolicy', 'OrderedReady');
    setDefault(spec, 'revisionHistoryLimit', 10);
    setDefault(spec, 'updateStrategy', {
      type: 'RollingUpdate',
      rollingUpdate: { partition: 0 },
    });
    defaultPodSpec(objectAt(spec, 'template', 'spec'));
  },
  DaemonSet: (_object, spec) => {
    setDefault(spec, 'revisionHistoryLimit', 10);
    setDefault(spec, 'updateStrategy', {
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: 0, maxUnavailable: 1 },
    });
    defaultPodSpec(objectAt(spec, 'template', 'spec'));
  },
  Job: (_object, spec) => defaultJob(spec),
  CronJob: (_object, spec) => {
    setDefault(spec, 'concurrencyPolicy', 'Allow');
    setDefault(spec, 'suspend', false);
    setDefault(spec, 'successfulJobsHistoryLimit', 3);
    setDefault(spec, 'failedJobsHistoryLimit', 1);
    defaultPodSpec(objectAt(spec, 'jobTemplate', 'spec', 'template', 'spec'));
  },
  Secret: object => {
    object.type ??= 'Opaque';
    // `stringData` is write-only: it ends up base64 encoded in `data`.
    const plain = objectAt(object, 'stringData');
    if (plain) {
      const encoded = Object.entries(plain).map(([key, value]) => [
        key,
        Buffer.from(String(value)).toString('base64'),
      ]);
      object.data = {
        ...objectAt(object, 'data'),
        ...Object.fromEntries(encoded),
      };
      delete object.stringData;
    }
  },
  RoleBinding: defaultRbac,
  ClusterRoleBinding: defaultRbac,
  MutatingWebhookConfiguration: defaultWebhooks,
  ValidatingWebhookConfiguration: defaultWebhooks,
  ValidatingAdmissionPolicy: (_object, spec) =>
    setDefault(spec, 'failurePolicy', 'Fail'),
  CustomResourceDefinition: (_object, spec) => defaultDefinition(spec),
};

/** Fills in what the API server fills in for a built-in kind; edits the object given. */
export const applyDefaults = (object: KubeObject): void => {
  const fill = Object.hasOwn(defaultsOf, object.kind)
    ? defaultsOf[object.kind]
    : undefined;
  fill?.(object, isJsonObject(object.spec) ? object.spec : {});
};

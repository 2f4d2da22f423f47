import { Fields, fieldsOf, pick } from './pick';

/**
 * Containers of the mesh and of network plugins, whose environment and
 * arguments change verdicts. Of any other container both are dropped: they are
 * where people put passwords.
 */
const infrastructure =
  /^(istio-proxy|istio-init|istio-validation|enable-core-dump|discovery|ztunnel|cilium-agent|cilium-operator|calico-node|aws-eks-nodeagent.*|aws-network-policy-agent)$/;

/** Even there. */
const secretName = /token|secret|passw|credential|private|api_?key/i;

/** What is kept of a Pod beside its metadata. */
export function trimPod(rest: Fields): Fields {
  const status = fieldsOf(rest.status);
  const conditions = Array.isArray(status.conditions) ? status.conditions : [];
  return {
    spec: trimPodSpec(fieldsOf(rest.spec)),
    status: {
      ...pick(status, ['phase', 'podIP', 'podIPs', 'hostIP']),
      // The others change often and say nothing that a verdict reads.
      conditions: conditions
        .map(condition => pick(fieldsOf(condition), ['type', 'status']))
        .filter(condition => condition.type === 'Ready'),
    },
  };
}

/** What is kept of a pod template. */
export function trimPodTemplate(template: unknown): Fields {
  const { metadata, spec } = fieldsOf(template);
  return {
    metadata: pick(fieldsOf(metadata), ['labels', 'annotations']),
    spec: trimPodSpec(fieldsOf(spec)),
  };
}

function trimPodSpec(spec: Fields): Fields {
  return {
    ...pick(spec, [
      'nodeName',
      'serviceAccountName',
      'serviceAccount',
      'automountServiceAccountToken',
      'hostNetwork',
      'securityContext',
    ]),
    containers: listOf(spec.containers).map(trimContainer),
    ...(spec.initContainers
      ? { initContainers: listOf(spec.initContainers).map(trimContainer) }
      : {}),
  };
}

function trimContainer(container: unknown): Fields {
  const fields = fieldsOf(container);
  return {
    ...pick(fields, [
      'name',
      'image',
      'ports',
      'restartPolicy',
      'securityContext',
    ]),
    ...(infrastructure.test(String(fields.name)) ? settingsOf(fields) : {}),
  };
}

function settingsOf(container: Fields): Fields {
  return {
    ...pick(container, ['args']),
    env: listOf(container.env)
      .map(entry => pick(fieldsOf(entry), ['name', 'value']))
      .filter(
        entry =>
          entry.value !== undefined && !secretName.test(String(entry.name)),
      ),
  };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

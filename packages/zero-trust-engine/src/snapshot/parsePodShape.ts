import { Field } from './Field';
import { StringMap } from './KubernetesObject';
import { Container, ContainerPort, PodShape } from './Workload';

const protocols = ['TCP', 'UDP', 'SCTP'] as const;

/** A pod's or a pod template's metadata and spec, defaults filled. */
export function parsePodShape(metadata: Field, spec: Field): PodShape {
  const user = spec.in('securityContext', 'runAsUser').optionalInt();
  return {
    labels: metadata.at('labels').stringMap(),
    annotations: metadata.at('annotations').stringMap(),
    serviceAccount:
      spec.at('serviceAccountName').optionalString() ||
      spec.at('serviceAccount').optionalString() ||
      'default',
    hostNetwork: spec.at('hostNetwork').booleanOr(false),
    automountToken: spec.at('automountServiceAccountToken').optionalBoolean(),
    containers: [
      ...spec
        .at('initContainers')
        .items()
        .map(field =>
          parseContainer(
            field,
            field.at('restartPolicy').value === 'Always' ? 'sidecar' : 'init',
            user,
          ),
        ),
      ...spec
        .at('containers')
        .items()
        .map(field => parseContainer(field, 'main', user)),
    ],
  };
}

function parseContainer(
  field: Field,
  role: Container['role'],
  user: number | undefined,
): Container {
  return {
    // A server refuses a container without a name. A file may leave it out, and
    // a pod that is left out for it would be a peer that nobody sees.
    name: field.at('name').stringOr(''),
    image: field.at('image').stringOr(''),
    role,
    args: field.at('args').strings(),
    env: parseEnv(field.at('env')),
    ports: field.at('ports').items().map(parsePort),
    runAsUser: field.in('securityContext', 'runAsUser').optionalInt() ?? user,
  };
}

/** Literal values only: references to other objects stay unread. */
function parseEnv(field: Field): StringMap {
  const env: Record<string, string> = {};
  for (const item of field.items()) {
    const value = item.at('value').optionalString();
    if (value !== undefined) env[item.at('name').string()] = value;
  }
  return env;
}

function parsePort(field: Field): ContainerPort {
  return {
    name: field.at('name').optionalString() || undefined,
    port: field.at('containerPort').port(),
    protocol: field.at('protocol').oneOfOr(protocols, 'TCP'),
  };
}

import { JsonObject, KubeObject, listAt } from '../store/KubeObject';

/** The pod port behind a Service port; a named one that the pod lacks is none. */
export const resolvePort = (
  pod: KubeObject,
  port: JsonObject,
): number | undefined => {
  const target = port.targetPort ?? port.port;
  if (typeof target === 'number') return target;
  const declared = [
    ...listAt(pod, 'spec', 'containers'),
    ...listAt(pod, 'spec', 'initContainers').filter(
      container => container.restartPolicy === 'Always',
    ),
  ].flatMap(container => listAt(container, 'ports'));
  const named = declared.find(
    one =>
      one.name === target &&
      (one.protocol ?? 'TCP') === (port.protocol ?? 'TCP'),
  );
  return typeof named?.containerPort === 'number'
    ? named.containerPort
    : undefined;
};

import { StringMap } from '../../snapshot/KubernetesObject';

/**
 * The control plane that injected a pod, from what injection wrote on it;
 * undefined when the pod says nothing.
 */
export function revisionOf(annotations: StringMap): string | undefined {
  const written = annotations['istio.io/rev'];
  if (written) return written;
  const status = annotations['sidecar.istio.io/status'];
  const found = status && /"revision"\s*:\s*"([^"]+)"/.exec(status);
  return found ? found[1] : undefined;
}

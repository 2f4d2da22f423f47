import {
  AuthorizationPolicy,
  MeshManifests,
  RequestAuthentication,
  isSelective,
  takes,
} from './manifests';
import { NaiveHop } from './hops';

/** Istio, attachment: whether a policy applies at a hop. */
export function attaches(
  { settings: { root } }: MeshManifests,
  { metadata, spec }: AuthorizationPolicy | RequestAuthentication,
  { point, pod, service }: NaiveHop,
): boolean {
  const own = metadata.namespace;
  const here = own === root || own === pod.metadata.namespace;
  const { selector, targetRefs = [] } = spec;
  const selects = takes(selector?.matchLabels, pod.metadata.labels);
  switch (point) {
    case 'ztunnel': {
      // A selector without labels is sent as one that lists nobody.
      const listed = selector === undefined || isSelective(selector);
      return here && targetRefs.length === 0 && listed && selects;
    }
    case 'waypoint':
      return targetRefs.some(({ kind, name }) => {
        switch (kind) {
          case 'Service':
            return (
              name === service?.metadata.name &&
              own === service.metadata.namespace
            );
          case 'Gateway': {
            const label = 'gateway.networking.k8s.io/gateway-name';
            return (
              name === pod.metadata.labels?.[label] &&
              own === pod.metadata.namespace
            );
          }
          default:
            return name === 'istio-waypoint' && own === root;
        }
      });
    default:
      return here && targetRefs.length === 0 && selects;
  }
}

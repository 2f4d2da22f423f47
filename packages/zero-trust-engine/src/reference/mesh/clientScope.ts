import { hostMatches, hostOf } from './clientRules';
import {
  MeshManifests,
  MeshPod,
  MeshService,
  SidecarResource,
  all,
  oldestFirst,
  takes,
} from './manifests';

/** Whether a sidecar lets nothing out that it does not know. */
export function isRegistryOnly(mesh: MeshManifests, client: MeshPod): boolean {
  const own = resourceOf(mesh, client)?.spec.outboundTrafficPolicy?.mode;
  return own === undefined
    ? mesh.settings.registryOnly
    : own === 'REGISTRY_ONLY';
}

/** Istio, Sidecar: whether a client's proxy has heard of a Service. */
export function knows(
  mesh: MeshManifests,
  client: MeshPod,
  service: MeshService,
): boolean {
  const { namespace } = service.metadata;
  const exported =
    service.metadata.annotations?.['networking.istio.io/exportTo'] ?? '*';
  const from = client.metadata.namespace;
  const visible = exported
    .split(',')
    .some(
      to => to === '*' || to === from || (to === '.' && namespace === from),
    );
  if (!visible) return false;
  const resource = resourceOf(mesh, client);
  const egress = resource?.spec.egress;
  if (!resource || !egress) return true;
  return egress
    .flatMap(({ hosts }) => hosts)
    .some(item => {
      const [place, name] = item.split('/');
      const own = resource.metadata.namespace;
      const wanted = place === '.' ? own : place;
      return (
        (wanted === '*' || wanted === namespace) &&
        hostMatches(name, hostOf(service))
      );
    });
}

function resourceOf(
  mesh: MeshManifests,
  { metadata }: MeshPod,
): SidecarResource | undefined {
  const resources = oldestFirst(all(mesh, 'Sidecar'));
  const within = (namespace: string) =>
    resources.filter(resource => resource.metadata.namespace === namespace);
  const wide = ({ spec }: SidecarResource) => !spec.workloadSelector;
  const here = within(metadata.namespace);
  return (
    here.find(
      ({ spec }) =>
        spec.workloadSelector &&
        takes(spec.workloadSelector.labels, metadata.labels),
    ) ??
    here.find(wide) ??
    within(mesh.settings.root).find(wide)
  );
}

import { Field } from './Field';
import { Parsed } from './Gap';
import { ObjectMeta, RawObject, StringMap } from './KubernetesObject';
import { parseObject } from './parseObject';

/** An address that a ServiceEntry or WorkloadEntry brings into the mesh. */
export interface MeshEndpoint {
  readonly address: string;
  readonly labels: StringMap;
  readonly serviceAccount?: string;
}

/** A host that is no Kubernetes Service. */
export interface ServiceEntry {
  readonly meta: ObjectMeta;
  readonly hosts: readonly string[];
  readonly addresses: readonly string[];
  readonly location: 'MESH_EXTERNAL' | 'MESH_INTERNAL';
  readonly resolution: string;
  readonly exportTo: readonly string[];
  readonly ports: readonly {
    readonly number: number;
    readonly name: string;
    readonly protocol: string;
    readonly targetPort?: number;
  }[];
  readonly endpoints: readonly MeshEndpoint[];
  readonly workloadSelector?: StringMap;
}

/** Istio, ServiceEntry (networking.istio.io). */
export function parseServiceEntry(raw: RawObject): Parsed<ServiceEntry> {
  return parseObject(raw, 'namespaced', (root, { meta }) => {
    const spec = root.at('spec');
    const selector = spec.in('workloadSelector', 'labels').stringMap();
    return {
      meta,
      hosts: spec.at('hosts').strings(),
      addresses: spec.at('addresses').strings(),
      location: spec
        .at('location')
        .oneOfOr(['MESH_EXTERNAL', 'MESH_INTERNAL'], 'MESH_EXTERNAL'),
      resolution: spec.at('resolution').stringOr('NONE'),
      exportTo: spec.at('exportTo').strings(),
      ports: spec
        .at('ports')
        .items()
        .map(port => ({
          number: port.at('number').port(),
          name: port.at('name').stringOr(''),
          protocol: port.at('protocol').stringOr(''),
          targetPort: port.at('targetPort').optionalInt(),
        })),
      endpoints: spec.at('endpoints').items().map(parseMeshEndpoint),
      ...(Object.keys(selector).length > 0
        ? { workloadSelector: selector }
        : {}),
    };
  });
}

/** The part that WorkloadEntry and inline endpoints share. */
export function parseMeshEndpoint(field: Field): MeshEndpoint {
  return {
    address: field.at('address').stringOr(''),
    labels: field.at('labels').stringMap(),
    serviceAccount: field.at('serviceAccount').optionalString() || undefined,
  };
}

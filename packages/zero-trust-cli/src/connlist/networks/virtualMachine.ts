import { Field, RawObject } from '@ztn/zero-trust-engine';
import { parse } from 'yaml';
import { networksAnnotation } from './attachments';

/** Whether an object is a KubeVirt virtual machine. */
export function isVirtualMachine({ apiVersion, kind }: RawObject): boolean {
  return kind === 'VirtualMachine' && apiVersion.startsWith('kubevirt.io/');
}

/**
 * A virtual machine as the pod that it runs in: labels of its template, and the
 * networks that its spec attaches as the annotation that pods have. Undefined for
 * one that is not as its API says.
 */
export function podOfVirtualMachine(machine: RawObject): RawObject | undefined {
  try {
    const root = new Field(machine);
    const { name, namespace } = {
      name: root.in('metadata', 'name').string(),
      namespace: root.in('metadata', 'namespace').optionalString(),
    };
    const template = root.in('spec', 'template');
    const ips = addressesOf(template);
    const attached = template
      .in('spec', 'networks')
      .items()
      .flatMap(
        network => network.in('multus', 'networkName').optionalString() ?? [],
      )
      .map(network => ({ name: network, ips }));
    return {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name,
        ...(namespace === undefined ? {} : { namespace }),
        labels: template.in('metadata', 'labels').stringMap(),
        annotations: { [networksAnnotation]: JSON.stringify(attached) },
        ownerReferences: [{ kind: machine.kind, name, controller: true }],
      },
      spec: { containers: [] },
      status: { phase: 'Running' },
    };
  } catch {
    return undefined;
  }
}

/**
 * Addresses that the machine gives itself when it starts, by cloud-init. They are
 * those of its further networks: the primary one is not configured from inside.
 */
function addressesOf(template: Field): readonly string[] {
  return template
    .in('spec', 'volumes')
    .items()
    .flatMap(
      volume =>
        volume.in('cloudInitNoCloud', 'networkData').optionalString() ?? [],
    )
    .flatMap(text => new Field(parse(text)).at('ethernets').entries())
    .flatMap(([, ethernet]) => ethernet.at('addresses').strings());
}

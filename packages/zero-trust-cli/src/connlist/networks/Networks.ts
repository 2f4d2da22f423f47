import {
  Field,
  LabelSelector,
  RawObject,
  Snapshot,
  matchLabels,
  parseLabelSelector,
} from '@ztn/zero-trust-engine';

/** A network to which all pods of some namespaces belong, in place of the pod network. */
export interface PrimaryNetwork {
  readonly kind: 'UDN' | 'CUDN';
  readonly name: string;
}

/** Without this label on the namespace OVN-Kubernetes ignores the network. */
const primaryLabel = 'k8s.ovn.org/primary-user-defined-network';

/** The networks of a cluster beside the pod network. */
export class Networks {
  /** Namespace → the primary network of its pods; none for the pod network. */
  readonly primary: ReadonlyMap<string, PrimaryNetwork>;
  /** Names of networks that pods can be attached to beside their primary one. */
  readonly secondary: ReadonlySet<string>;

  private constructor(
    primary: Networks['primary'],
    secondary: Networks['secondary'],
  ) {
    this.primary = primary;
    this.secondary = secondary;
  }

  /** One network and no other. */
  static readonly none = new Networks(new Map(), new Set());

  static of(objects: readonly RawObject[], { namespaces }: Snapshot): Networks {
    const primary = new Map<string, PrimaryNetwork>();
    for (const { name, labels } of namespaces.values()) {
      if (!Object.hasOwn(labels, primaryLabel)) continue;
      const found = objects
        .flatMap(definitionOf)
        .find(definition => definition.covers(name, labels));
      if (found) primary.set(name, found.networkIn(name));
    }
    const secondary = new Set(
      objects
        .filter(({ kind }) => kind === 'NetworkAttachmentDefinition')
        .map(object => new Field(object).in('metadata', 'name').value)
        .filter(name => typeof name === 'string'),
    );
    return new Networks(primary, secondary);
  }

  get areThere(): boolean {
    return this.primary.size + this.secondary.size > 0;
  }

  /** Equal for namespaces whose pods share a primary network. */
  primaryId(namespace: string): string {
    const network = this.primary.get(namespace);
    return network ? `${network.kind} ${network.name}` : '';
  }
}

interface Definition {
  readonly covers: (
    namespace: string,
    labels: Readonly<Record<string, string>>,
  ) => boolean;
  readonly networkIn: (namespace: string) => PrimaryNetwork;
}

/** A definition of a primary network; another role or a broken one defines none. */
function definitionOf(object: RawObject): readonly Definition[] {
  const root = new Field(object);
  try {
    switch (object.kind) {
      case 'UserDefinedNetwork': {
        if (!isPrimary(root.at('spec'))) return [];
        const own =
          root.in('metadata', 'namespace').optionalString() || 'default';
        return [
          {
            covers: namespace => namespace === own,
            // One a namespace, so it is called after the namespace.
            networkIn: namespace => ({ kind: 'UDN', name: namespace }),
          },
        ];
      }
      case 'ClusterUserDefinedNetwork': {
        if (!isPrimary(root.in('spec', 'network'))) return [];
        const name = root.in('metadata', 'name').string();
        const selector: LabelSelector = parseLabelSelector(
          root.in('spec', 'namespaceSelector'),
        );
        return [
          {
            covers: (_namespace, labels) => matchLabels(selector, labels),
            networkIn: () => ({ kind: 'CUDN', name }),
          },
        ];
      }
      default:
        return [];
    }
  } catch {
    return [];
  }
}

function isPrimary(spec: Field): boolean {
  return ['layer2', 'layer3'].some(
    layer => spec.in(layer, 'role').value === 'Primary',
  );
}

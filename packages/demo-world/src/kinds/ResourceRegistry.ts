import { buildBuiltinSchemas, kindSchemaName } from '../schema/builtinSchemas';
import { createResolver, Schema } from '../schema/Schema';
import { KubeObject } from '../store/KubeObject';
import { builtinKinds } from './builtinKinds';
import { resourcesOfDefinition } from './resourcesOfDefinition';
import { Resource, storageKeyOf } from './Resource';

const idOf = (group: string, version: string, plural: string) =>
  `${group}/${version}/${plural}`;

/** The kinds that a cluster serves now: the built-in ones and those of its CRDs. */
export class ResourceRegistry {
  readonly schemas: Readonly<Record<string, Schema>> = buildBuiltinSchemas();
  private readonly resources = new Map<string, Resource>();
  private readonly hidden = new Set<string>();

  constructor() {
    const resolve = createResolver(name => this.schemas[name]);
    for (const row of builtinKinds) {
      this.resources.set(idOf(row.group, row.version, row.plural), {
        group: row.group,
        version: row.version,
        kind: row.kind,
        plural: row.plural,
        singular: row.kind.toLowerCase(),
        shortNames: row.short ?? [],
        categories: row.categories ?? [],
        namespaced: row.scope === 'Namespaced',
        storageKey: storageKeyOf(row.group, row.plural),
        storageVersion: row.version,
        origin: 'builtin',
        subresources: [
          ...(row.status ? (['status'] as const) : []),
          ...(row.scale ? (['scale'] as const) : []),
        ],
        schema: this.schemas[kindSchemaName(row)],
        resolve,
        selectableFields: row.selectable ?? [],
      });
    }
  }

  /** Served resources in order of registration. */
  all(): readonly Resource[] {
    return [...this.resources.values()].filter(
      resource => !this.hidden.has(resource.storageKey),
    );
  }

  find(group: string, version: string, plural: string): Resource | undefined {
    const found = this.resources.get(idOf(group, version, plural));
    return found && this.hidden.has(found.storageKey) ? undefined : found;
  }

  findKind(group: string, version: string, kind: string): Resource | undefined {
    return this.all().find(
      resource =>
        resource.group === group &&
        resource.version === version &&
        resource.kind === kind,
    );
  }

  /** The row of a store key, in its storage version when that one is served. */
  byStorageKey(key: string): Resource | undefined {
    const rows = [...this.resources.values()].filter(
      resource => resource.storageKey === key,
    );
    return (
      rows.find(resource => resource.version === resource.storageVersion) ??
      rows[0]
    );
  }

  /** Serves what a CustomResourceDefinition defines, replacing what it defined before. */
  define(definition: KubeObject): void {
    this.undefine(definition.metadata.name);
    for (const resource of resourcesOfDefinition(definition)) {
      this.resources.set(
        idOf(resource.group, resource.version, resource.plural),
        resource,
      );
    }
  }

  /** Stops serving the kind of a CustomResourceDefinition, named `plural.group`. */
  undefine(definitionName: string): void {
    for (const [id, resource] of this.resources) {
      if (
        resource.origin === 'custom' &&
        resource.storageKey === definitionName
      ) {
        this.resources.delete(id);
      }
    }
  }

  /** Makes a kind disappear from discovery and routes without touching its objects. */
  hide(storageKey: string): void {
    this.hidden.add(storageKey);
  }

  unhide(storageKey: string): void {
    this.hidden.delete(storageKey);
  }

  /** The kind that a person means by `Pod`, `pods`, `pods.apps` or `Gateway.networking.istio.io`. */
  byAnyName(name: string): Resource | undefined {
    const wanted = name.toLowerCase();
    return [...this.resources.values()].find(({ kind, plural, group }) =>
      [kind, plural, `${kind}.${group}`, `${plural}.${group}`].some(
        known => known.toLowerCase() === wanted,
      ),
    );
  }
}

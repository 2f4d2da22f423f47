import { TokenStore } from '../auth/TokenStore';
import { parseApiVersion, Resource } from '../kinds/Resource';
import { Manifest } from '../manifests/loadManifests';
import { KubeError } from '../protocol/KubeError';
import { KubeObject } from '../store/KubeObject';
import { createAuthority, KeyPair } from '../tls/createAuthority';
import { deleteObject } from '../write/deleteObject';
import { ClusterCore } from './ClusterCore';
import { Fault, Faults, FaultTarget } from './Faults';
import { HttpsListener } from './HttpsListener';
import { LoggedRequest, RequestLog } from './RequestLog';

/** The parts that {@link startCluster} puts together. */
export interface ClusterParts {
  readonly name: string;
  readonly caCert: string;
  readonly certificate: KeyPair;
  readonly tokens: { readonly admin: string; readonly reader: string };
  readonly tokenStore: TokenStore;
  readonly readerName: string;
  readonly listener: HttpsListener;
  readonly faults: Faults;
  readonly log: RequestLog;
  readonly newCore: () => ClusterCore;
  readonly manifests: readonly Manifest[];
  /** The memory of now; a restart that loses state puts a new one here. */
  readonly life: { core: ClusterCore };
}

/** Which object is meant. */
export interface ObjectRef {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** A running cluster: how to reach it, how to change it, and how to break it. */
export class DemoCluster {
  constructor(private readonly parts: ClusterParts) {}

  get name(): string {
    return this.parts.name;
  }

  /** `https://127.0.0.1:<port>`. */
  get url(): string {
    return this.parts.listener.url;
  }

  /** The root certificate that signed the server's, PEM. */
  get caCert(): string {
    return this.parts.caCert;
  }

  /** Bearer tokens: `admin` may do everything, `reader` what its ClusterRole says. */
  get tokens(): { readonly admin: string; readonly reader: string } {
    return this.parts.tokens;
  }

  /** How many objects the cluster holds. */
  get objectCount(): number {
    const { store } = this.parts.life.core.handler;
    return store
      .resources()
      .reduce((sum, key) => sum + store.scan(key).length, 0);
  }

  /** Resolves when controllers have nothing left to do. */
  settled(): Promise<void> {
    return this.parts.life.core.settled();
  }

  /** The object as stored, or undefined. */
  get(ref: ObjectRef): KubeObject | undefined {
    const resource = this.resourceOf(ref);
    return this.parts.life.core.handler.store.get(
      resource.storageKey,
      ref.namespace,
      ref.name,
    );
  }

  /** All objects of a kind. */
  list(
    ref: Pick<ObjectRef, 'apiVersion' | 'kind' | 'namespace'>,
  ): readonly KubeObject[] {
    const { storageKey } = this.resourceOf(ref);
    return this.parts.life.core.handler.store.list(storageKey, ref.namespace);
  }

  /** `Pod` for `pods`, `Gateway.networking.istio.io` for its plural; undefined when not served. */
  kindNamed(name: string): string | undefined {
    const found = this.parts.life.core.registry.byAnyName(name);
    if (!found) return undefined;
    return name.includes('.') ? `${found.kind}.${found.group}` : found.kind;
  }

  /** Creates an object, or replaces it as a whole, status included. */
  put(object: KubeObject): KubeObject {
    const resource = this.resourceOf(object);
    const { store, writer } = this.parts.life.core.handler;
    const { namespace, name } = object.metadata;
    const current = store.get(resource.storageKey, namespace, name);
    if (!current)
      return writer.create(resource, object, {
        manager: 'demo-world',
        keepStatus: true,
        fieldValidation: 'Strict',
      });
    const updated = writer.update(resource, namespace, name, () => object, {
      manager: 'demo-world',
      fieldValidation: 'Strict',
    });
    return object.status
      ? store.put(resource.storageKey, { ...updated, status: object.status })
      : updated;
  }

  /** Deletes an object as a client would. */
  remove(ref: ObjectRef): void {
    const { store, now } = this.parts.life.core.handler;
    deleteObject(store, this.resourceOf(ref), ref.namespace, ref.name, { now });
  }

  /** What was asked of this cluster, oldest first. */
  requests(): readonly LoggedRequest[] {
    return this.parts.log.all();
  }

  clearRequests(): void {
    this.parts.log.clear();
  }

  /** Refuses a kind to the reader with 403, whatever RBAC says; returns the undo. */
  forbid(kind: string): () => void {
    return this.parts.faults.forbid(kind, this.parts.readerName);
  }

  /** Makes a kind vanish with its objects, as if never installed; returns the undo. */
  uninstall(kind: string): () => void {
    const { registry, handler } = this.parts.life.core;
    const resource = registry.byAnyName(kind);
    if (!resource) throw new Error(`no kind "${kind}" is installed`);
    const { storageKey } = resource;
    if (resource.origin === 'builtin') {
      registry.hide(storageKey);
      this.parts.life.core.closeWatches(storageKey);
      return () => registry.unhide(storageKey);
    }
    const definitions = 'customresourcedefinitions.apiextensions.k8s.io';
    const { store } = handler;
    const definition = store.get(definitions, undefined, storageKey);
    const objects = store.list(storageKey);
    for (const { metadata } of objects)
      store.remove(storageKey, metadata.namespace, metadata.name);
    store.remove(definitions, undefined, storageKey);
    return () => {
      if (definition) store.put(definitions, definition);
      for (const object of objects) store.put(storageKey, object);
    };
  }

  /** Breaks every open watch in the middle, as a network failure does. */
  cutWatches(): void {
    for (const watch of [...this.parts.life.core.handler.watches]) watch.cut();
  }

  /**
   * Forgets history: older resource versions and continue tokens answer 410,
   * and open watches end with a 410 event.
   */
  expireResourceVersions(): void {
    const { store, pages, watches } = this.parts.life.core.handler;
    store.compact();
    pages.expireAll();
    for (const watch of [...watches])
      watch.fail(
        KubeError.expired(
          'The resourceVersion for the provided watch is too old.',
        ),
      );
  }

  /** Puts a fault in force for a kind or for all requests; returns its undo. */
  inject(target: FaultTarget, fault: Fault): () => void {
    return this.parts.faults.inject(target, fault);
  }

  /** Delays requests; returns the undo. */
  slow(target: FaultTarget, milliseconds: number): () => void {
    return this.inject(target, { type: 'delay', milliseconds });
  }

  /** Refuses connections from now on; the undo listens again on the same port. */
  async refuseConnections(): Promise<() => Promise<void>> {
    await this.parts.listener.close();
    return () => this.parts.listener.open();
  }

  /** Presents a certificate of another authority; the undo presents the right one. */
  async presentWrongCertificate(): Promise<() => void> {
    const other = await createAuthority('somebody else');
    this.parts.listener.useCertificate(await other.issue(['127.0.0.1']));
    return () => this.parts.listener.useCertificate(this.parts.certificate);
  }

  /** Lifts all faults that are in force, but not those that hide kinds or connections. */
  clearFaults(): void {
    this.parts.faults.clear();
  }

  /**
   * Stops and starts again on the same port with the same certificate and
   * tokens. `lost` begins again with what the cluster was started with.
   */
  async restart(state: 'kept' | 'lost'): Promise<void> {
    await this.parts.listener.close();
    this.parts.life.core.closeWatches();
    if (state === 'lost') {
      this.parts.life.core.stop();
      this.parts.life.core = this.parts.newCore();
      await this.parts.life.core.load(this.parts.manifests);
    }
    await this.parts.listener.open();
  }

  /** Ends the cluster for good. */
  async stop(): Promise<void> {
    this.parts.life.core.stop();
    await this.parts.listener.close();
  }

  private resourceOf(ref: { apiVersion: string; kind: string }): Resource {
    const { group, version } = parseApiVersion(ref.apiVersion);
    const resource = this.parts.life.core.registry.findKind(
      group,
      version,
      ref.kind,
    );
    if (!resource)
      throw new Error(`no kind "${ref.kind}" in "${ref.apiVersion}" is served`);
    return resource;
  }
}

import { createMutators } from '../admission/createMutators';
import { AddressPool } from '../controllers/AddressPool';
import { Controller } from '../controllers/Controller';
import { ControllerManager } from '../controllers/ControllerManager';
import { daemonSetController } from '../controllers/daemonSetController';
import { definitionController } from '../controllers/definitionController';
import { deploymentController } from '../controllers/deploymentController';
import { endpointsController } from '../controllers/endpointsController';
import { createGarbageCollector } from '../controllers/garbageCollector';
import { jobController } from '../controllers/jobController';
import { createKubelet } from '../controllers/kubelet';
import { createLoadBalancerController } from '../controllers/loadBalancerController';
import { createNamespaceController } from '../controllers/namespaceController';
import { createPodAddresses } from '../controllers/podAddresses';
import { replicaSetController } from '../controllers/replicaSetController';
import { roleAggregationController } from '../controllers/roleAggregationController';
import { statefulSetController } from '../controllers/statefulSetController';
import { parseApiVersion } from '../kinds/Resource';
import { ResourceRegistry } from '../kinds/ResourceRegistry';
import { Manifest, ManifestError } from '../manifests/loadManifests';
import { ambientController } from '../mesh/ambientController';
import { gatewayController } from '../mesh/gatewayController';
import { ListPages } from '../protocol/listPages';
import { HandlerContext } from '../protocol/Scope';
import { WatchStream } from '../protocol/WatchStream';
import { ObjectStore } from '../store/ObjectStore';
import { ObjectWriter } from '../write/ObjectWriter';

const definitions = 'customresourcedefinitions.apiextensions.k8s.io';

/** What a cluster is made of, apart from its front door. */
export interface CoreOptions {
  readonly podCidr: string;
  readonly serviceCidr: string;
  readonly logSize: number;
  readonly bookmarkEvery: number;
  readonly now: () => Date;
  readonly roots: { readonly cluster: string; readonly mesh: string };
  readonly onError: (error: unknown) => void;
}

// What others refer to is loaded before what refers to it.
const loadOrder = [
  'Namespace',
  'CustomResourceDefinition',
  'Node',
  'MutatingWebhookConfiguration',
  'ServiceAccount',
  'ConfigMap',
];

const rankOf = ({ object }: Manifest) => {
  const rank = loadOrder.indexOf(object.kind);
  if (rank >= 0) return rank;
  return object.kind === 'Pod' ? loadOrder.length + 1 : loadOrder.length;
};

const createControllers = (options: CoreOptions): Controller[] => [
  createGarbageCollector(),
  createKubelet(createPodAddresses(options.podCidr)),
  createNamespaceController(options.roots),
  definitionController,
  deploymentController,
  replicaSetController,
  statefulSetController,
  daemonSetController,
  jobController,
  endpointsController,
  createLoadBalancerController(new AddressPool('198.51.100.128/25')),
  roleAggregationController,
  ambientController,
  gatewayController,
];

/** One life of a cluster's memory: objects, controllers, open lists and watches. */
export class ClusterCore {
  readonly registry = new ResourceRegistry();
  readonly handler: HandlerContext;
  private readonly manager: ControllerManager;

  constructor(options: CoreOptions) {
    const store = new ObjectStore({ logSize: options.logSize });
    const writer = new ObjectWriter(store, {
      now: options.now,
      mutators: createMutators({
        store: () => store,
        serviceAddresses: new AddressPool(options.serviceCidr),
      }),
    });
    this.handler = {
      store,
      writer,
      pages: new ListPages(),
      watches: new Set<WatchStream>(),
      now: options.now,
      bookmarkEvery: options.bookmarkEvery,
    };
    store.subscribe(event => {
      if (event.resource !== definitions) return;
      if (event.type === 'DELETED') {
        this.registry.undefine(event.object.metadata.name);
        this.closeWatches(event.object.metadata.name);
      } else this.registry.define(event.object);
    });
    this.manager = new ControllerManager(
      createControllers(options),
      { store, writer, registry: this.registry, now: options.now },
      options.onError,
    );
  }

  /** Puts objects in place as they are, status included, and lets controllers do the rest. */
  async load(manifests: readonly Manifest[]): Promise<void> {
    const ordered = [...manifests].sort((a, b) => rankOf(a) - rankOf(b));
    for (const { object, source } of ordered) {
      const { group, version } = parseApiVersion(object.apiVersion);
      const resource = this.registry.findKind(group, version, object.kind);
      if (!resource)
        throw new ManifestError(
          source,
          `no kind "${object.kind}" in "${object.apiVersion}" is installed in this cluster`,
        );
      try {
        this.handler.writer.create(
          resource,
          resource.namespaced && !object.metadata.namespace
            ? {
                ...object,
                metadata: { ...object.metadata, namespace: 'default' },
              }
            : object,
          {
            manager: 'demo-world',
            keepStatus: true,
            fieldValidation: 'Strict',
          },
        );
      } catch (error) {
        throw new ManifestError(
          source,
          error instanceof Error ? error.message : String(error),
        );
      }
    }
    await this.settled();
  }

  /** Resolves when controllers have nothing left to do. */
  settled(): Promise<void> {
    return this.manager.settled();
  }

  /** Ends the watches of one kind, or all of them, politely. */
  closeWatches(storageKey?: string): void {
    for (const watch of [...this.handler.watches])
      if (!storageKey || watch.storageKey === storageKey) watch.close();
  }

  stop(): void {
    this.manager.stop();
    this.closeWatches();
  }
}

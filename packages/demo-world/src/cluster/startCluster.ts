import { TokenStore } from '../auth/TokenStore';
import { Bundle, definitionsOf } from '../crds/bundles';
import { loadManifests, Manifest } from '../manifests/loadManifests';
import { readerRoleFile } from '../paths';
import { KubeObject } from '../store/KubeObject';
import { createAuthority } from '../tls/createAuthority';
import { ApiServer } from './ApiServer';
import {
  bootstrapObjects,
  defaultNodes,
  readersGroup,
} from './bootstrapObjects';
import { ClusterCore, CoreOptions } from './ClusterCore';
import { ClusterParts, DemoCluster } from './DemoCluster';
import { Faults } from './Faults';
import { HttpsListener } from './HttpsListener';
import { RequestLog } from './RequestLog';

/** How to start a cluster; only the name is needed. */
export interface ClusterOptions {
  readonly name: string;
  /** Loopback port, 0 for any free one (the default). */
  readonly port?: number;
  /** Objects to start with, status included. */
  readonly objects?: readonly KubeObject[];
  /** Folder whose manifests are loaded, subfolders too. */
  readonly folder?: string;
  /** What is installed, none by default: its kinds are served, others are unknown. */
  readonly install?: readonly Bundle[];
  /** Pod addresses where nodes have no block of their own, `10.244.0.0/16` by default. */
  readonly podCidr?: string;
  /** Service addresses, `10.110.0.0/16` by default. */
  readonly serviceCidr?: string;
  /** Changes that a watch may resume from, 20000 by default. */
  readonly logSize?: number;
  /** Milliseconds between bookmarks of a quiet watch, one minute by default. */
  readonly bookmarkEvery?: number;
  readonly now?: () => Date;
  /** Told when a controller fails; throws it to the process by default. */
  readonly onError?: (error: unknown) => void;
}

const readerName = 'zero-trust-reader';

const idOf = ({ apiVersion, kind, metadata }: KubeObject) =>
  `${apiVersion}/${kind}/${metadata.namespace ?? ''}/${metadata.name}`;

const manifestsOf = (options: ClusterOptions): Manifest[] => {
  const given: Manifest[] = [
    ...(options.folder ? loadManifests(options.folder) : []),
    ...(options.objects ?? []).map((object, index) => ({
      object,
      source: `object ${index + 1} (${object.kind} ${object.metadata.name})`,
    })),
  ];
  const known = new Set(given.map(({ object }) => idOf(object)));
  const nodes = given.some(({ object }) => object.kind === 'Node')
    ? []
    : defaultNodes(options.name);
  const own = [
    ...bootstrapObjects({
      name: options.name,
      readerRoleFile: readerRoleFile(),
    }),
    ...(options.install ?? []).flatMap(definitionsOf),
    ...nodes,
  ];
  return [
    ...own
      .filter(object => !known.has(idOf(object)))
      .map(object => ({ object, source: `built-in ${idOf(object)}` })),
    ...given,
  ];
};

/**
 * Starts one cluster on loopback. Rejects with the system's error when the
 * port is taken and with a ManifestError when an object cannot be loaded.
 */
export const startCluster = async (
  options: ClusterOptions,
): Promise<DemoCluster> => {
  const manifests = manifestsOf(options);
  const host = '127.0.0.1';
  const [authority, mesh] = await Promise.all([
    createAuthority(`${options.name} Kubernetes`),
    createAuthority(`${options.name} mesh`),
  ]);
  const certificate = await authority.issue([
    host,
    'localhost',
    'kubernetes.default.svc',
  ]);
  const coreOptions: CoreOptions = {
    podCidr: options.podCidr ?? '10.244.0.0/16',
    serviceCidr: options.serviceCidr ?? '10.110.0.0/16',
    logSize: options.logSize ?? 20_000,
    bookmarkEvery: options.bookmarkEvery ?? 60_000,
    now: options.now ?? (() => new Date()),
    roots: { cluster: authority.cert, mesh: mesh.cert },
    onError:
      options.onError ??
      (error => {
        throw error;
      }),
  };
  const tokenStore = new TokenStore();
  const faults = new Faults();
  const log = new RequestLog(20_000);
  const newCore = () => new ClusterCore(coreOptions);
  const life = { core: newCore() };
  const listener = new HttpsListener(
    {
      port: options.port ?? 0,
      host,
      handler: (request, response) => {
        const { core } = life;
        void new ApiServer({
          handler: core.handler,
          registry: core.registry,
          tokens: tokenStore,
          faults,
          log,
          host: new URL(listener.url).host,
        }).respond(request, response);
      },
    },
    certificate,
  );
  const parts: ClusterParts = {
    name: options.name,
    caCert: authority.cert,
    certificate,
    tokens: {
      admin: tokenStore.issue({
        name: 'admin',
        groups: ['system:masters', 'system:authenticated'],
      }),
      reader: tokenStore.issue({
        name: readerName,
        groups: [readersGroup, 'system:authenticated'],
      }),
    },
    tokenStore,
    readerName,
    listener,
    faults,
    log,
    newCore,
    manifests,
    life,
  };
  try {
    await life.core.load(manifests);
    await listener.open();
  } catch (error) {
    life.core.stop();
    throw error;
  }
  return new DemoCluster(parts);
};

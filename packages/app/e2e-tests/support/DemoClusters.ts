import { readFileSync } from 'node:fs';
import { request as httpsRequest } from 'node:https';
import path from 'node:path';
import { demoControl } from './demoControl';

/** Names of the clusters of the demo world. */
export type ClusterName = 'prod-eu' | 'prod-us';

/** A namespaced object of the cluster, as it is written to its API. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: Readonly<Record<string, unknown>>;
}

/**
 * The clusters behind the portal, from outside: policies are written over the
 * Kubernetes API with the administrator's token, as `kubectl` does, and whole
 * clusters are stopped through the control endpoint of the demo world.
 */
export class DemoClusters {
  constructor(private readonly directory: string) {}

  /** Creates the object, or replaces what it says. */
  async apply(cluster: ClusterName, plural: string, object: Manifest) {
    const { metadata } = object;
    await this.ask(
      cluster,
      'PATCH',
      `${collectionOf(plural, object)}/${
        metadata.name
      }?fieldManager=journeys&force=true`,
      JSON.stringify(object),
    );
  }

  /** Deletes the object; one that is gone already is fine. */
  async remove(cluster: ClusterName, plural: string, object: Manifest) {
    await this.ask(
      cluster,
      'DELETE',
      `${collectionOf(plural, object)}/${object.metadata.name}`,
    );
  }

  /** Refuses connections and breaks the open ones; objects stay. */
  stop(cluster: ClusterName) {
    return this.control(cluster, 'stop');
  }

  /** Listens again, and undoes every fault. */
  recover(cluster: ClusterName) {
    return this.control(cluster, 'recover');
  }

  private control(cluster: ClusterName, action: string): Promise<void> {
    return demoControl(this.directory, `clusters/${cluster}/${action}`);
  }

  private ask(
    cluster: ClusterName,
    method: 'PATCH' | 'DELETE',
    url: string,
    body?: string,
  ): Promise<void> {
    return new Promise((resolve, reject) => {
      const request = httpsRequest(
        `${this.serverOf(cluster)}${url}`,
        {
          method,
          ca: this.read(cluster, 'ca.crt'),
          agent: false,
          headers: {
            Authorization: `Bearer ${this.read(cluster, 'admin.token').trim()}`,
            'Content-Type': 'application/apply-patch+yaml',
          },
        },
        response => {
          response.resume();
          response.on('end', () => {
            const { statusCode = 0 } = response;
            if (statusCode < 300 || (method === 'DELETE' && statusCode === 404))
              resolve();
            else reject(new Error(`${method} ${url}: ${statusCode}`));
          });
        },
      );
      request.on('error', reject);
      request.end(body);
    });
  }

  /** The address of the cluster, as the kubeconfig gives it to everybody. */
  private serverOf(cluster: ClusterName): string {
    const entry = new RegExp(
      `- name: ${cluster}\\n\\s+cluster:\\n\\s+server: (\\S+)`,
    ).exec(this.read('kubeconfig'));
    if (!entry) throw new Error(`the kubeconfig has no cluster ${cluster}`);
    return entry[1];
  }

  private read(...file: string[]): string {
    return readFileSync(path.join(this.directory, ...file), 'utf8');
  }
}

function collectionOf(plural: string, { apiVersion, metadata }: Manifest) {
  const root = apiVersion.includes('/') ? 'apis' : 'api';
  return `/${root}/${apiVersion}/namespaces/${metadata.namespace}/${plural}`;
}

import { request } from 'node:https';
import { DemoCluster } from '@ztn/demo-world';
import { KindInfo, kindInfo } from '@ztn/zero-trust-engine';
import { parse } from 'yaml';

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** Creates and deletes objects over HTTP, with the administrator's token. */
export const kubectl = (cluster: DemoCluster) => ({
  /** Creates the object of a manifest. */
  create: (manifest: string) => send(cluster, 'POST', parse(manifest)),
  /** Deletes the object that a manifest describes. */
  delete: (manifest: string) => send(cluster, 'DELETE', parse(manifest)),
});

async function send(
  cluster: DemoCluster,
  method: 'POST' | 'DELETE',
  manifest: Manifest,
): Promise<void> {
  const path = pathOf(manifest);
  const { name } = manifest.metadata;
  const url = cluster.url + (method === 'POST' ? path : `${path}/${name}`);
  const status = await new Promise<number>((resolve, reject) => {
    request(url, {
      method,
      ca: cluster.caCert,
      headers: {
        Authorization: `Bearer ${cluster.tokens.admin}`,
        'Content-Type': 'application/json',
      },
    })
      .on('response', response => {
        response.resume();
        resolve(response.statusCode ?? 0);
      })
      .on('error', reject)
      .end(method === 'POST' ? JSON.stringify(manifest) : undefined);
  });
  if (status >= 300) throw new Error(`${method} ${path}: HTTP ${status}`);
}

function pathOf({ apiVersion, kind, metadata }: Manifest): string {
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
  const { plural } = kindInfo(group, kind) as KindInfo;
  const root = group ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const { namespace } = metadata;
  return namespace
    ? `${root}/namespaces/${namespace}/${plural}`
    : `${root}/${plural}`;
}

import { Agent } from 'node:http';
import { stat } from 'node:fs/promises';
import { RequestOptions } from 'node:https';
// The only import of this ESM-only package: a second one, or a dynamic import,
// would need a flag under jest.
import { Cluster, KubeConfig } from '@kubernetes/client-node';
import { KubeconfigClusterSettings } from '../config/ZeroTrustSettings';
import { AgentCache, TlsMaterial } from './AgentCache';
import { ClusterConnection, RequestCredentials } from './ClusterConnection';
import { ClusterFailure } from './ClusterFailure';

type CreateAgent = (cluster: Cluster | null, tls: TlsMaterial) => Agent;

/**
 * A context of a kubeconfig file, with every way of authentication that the
 * official client knows (exec plugins included). The file is read again when
 * it changed. Paths inside it are relative to the file itself.
 */
export class KubeconfigConnection implements ClusterConnection {
  private readonly agents = new AgentCache();
  private loaded?: { readonly modified: number; readonly config: KubeConfig };

  constructor(private readonly settings: KubeconfigClusterSettings) {}

  async credentials(): Promise<RequestCredentials> {
    const config = await this.load();
    const server = config.getCurrentCluster()?.server;
    if (!server) {
      throw new ClusterFailure('credentials', 'kubeconfig: no such context');
    }
    const options: RequestOptions = {};
    try {
      await config.applyToHTTPSOptions(options);
    } catch {
      // What an exec plugin or identity provider said may hold a secret.
      throw new ClusterFailure('credentials', 'kubeconfig: no credentials');
    }
    return {
      server: server.replace(/\/+$/, ''),
      headers: headersOf(options),
      agent: options.agent as Agent,
    };
  }

  close(): void {
    this.agents.close();
  }

  private async load(): Promise<KubeConfig> {
    const { path, context } = this.settings.kubeconfig;
    try {
      const modified = (await stat(path)).mtimeMs;
      if (this.loaded?.modified === modified) return this.loaded.config;
      const config = new KubeConfig();
      config.loadFromFile(path);
      if (context) config.setCurrentContext(context);
      this.shareAgent(config);
      this.loaded = { modified, config };
      return config;
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? 'unreadable';
      throw new ClusterFailure('credentials', `kubeconfig: ${code}`);
    }
  }

  /**
   * Puts our agent in the place of the client's `createAgent`, which is called
   * per request. Its own is kept for what only it can do (proxies).
   */
  private shareAgent(config: KubeConfig): void {
    const holder = config as unknown as { createAgent: CreateAgent };
    const original: CreateAgent = holder.createAgent.bind(config);
    holder.createAgent = (cluster, tls) =>
      cluster?.proxyUrl
        ? this.agents.agentFor(
            `${cluster.server} ${cluster.proxyUrl}`,
            tls,
            now => original(cluster, { ...now, ...{ keepAlive: true } }),
          )
        : this.agents.agentFor(cluster?.server ?? '', tls);
  }
}

function headersOf(options: RequestOptions): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(options.headers ?? {})) {
    if (value !== undefined) headers[name] = String(value);
  }
  if (options.auth) {
    const basic = Buffer.from(options.auth).toString('base64');
    headers.Authorization = `Basic ${basic}`;
  }
  return headers;
}

import { Agent, request } from 'node:https';
import { DemoCluster } from '../cluster/DemoCluster';
import { isJsonObject, JsonObject, KubeObject } from '../store/KubeObject';

/** The API server refused, or did not answer. */
export class ClusterApiError extends Error {
  constructor(readonly status: number | undefined, message: string) {
    super(message);
    this.name = 'ClusterApiError';
  }
}

interface Kind {
  readonly plural: string;
  readonly namespaced: boolean;
}

/** Which object, without what it says. */
export type Identity = Pick<KubeObject, 'apiVersion' | 'kind'> & {
  readonly metadata: { readonly name: string; readonly namespace?: string };
};

/** Writes objects through the API of a cluster, as a controller inside it does. */
export class ClusterApi {
  private readonly agent = new Agent({ keepAlive: true });
  private readonly kinds = new Map<string, ReadonlyMap<string, Kind>>();

  constructor(
    private readonly cluster: DemoCluster,
    private readonly manager: string,
  ) {}

  close(): void {
    this.agent.destroy();
  }

  get(identity: Identity): Promise<JsonObject | undefined> {
    return this.orNothing(async () =>
      this.send('GET', await this.pathOf(identity)),
    );
  }

  /** Server-side apply; takes over fields that others wrote. */
  async apply(object: Identity, mode: 'check' | 'write'): Promise<JsonObject> {
    const query = `fieldManager=${this.manager}&force=true${
      mode === 'check' ? '&dryRun=All' : ''
    }&fieldValidation=Strict`;
    return this.send(
      'PATCH',
      `${await this.pathOf(object)}?${query}`,
      object,
      'application/apply-patch+yaml',
    );
  }

  async applyStatus(object: Identity): Promise<void> {
    await this.send(
      'PATCH',
      `${await this.pathOf(object)}/status?fieldManager=${
        this.manager
      }&force=true`,
      object,
      'application/apply-patch+yaml',
    );
  }

  /** What is gone already is fine. */
  async remove(identity: Identity): Promise<void> {
    await this.orNothing(async () =>
      this.send('DELETE', await this.pathOf(identity)),
    );
  }

  private async orNothing(
    task: () => Promise<JsonObject>,
  ): Promise<JsonObject | undefined> {
    try {
      return await task();
    } catch (error) {
      if (error instanceof ClusterApiError && error.status === 404)
        return undefined;
      throw error;
    }
  }

  private async pathOf({ apiVersion, kind, metadata }: Identity) {
    const root = `/${apiVersion.includes('/') ? 'apis' : 'api'}/${apiVersion}`;
    const known =
      this.kinds.get(apiVersion) ?? (await this.discover(apiVersion, root));
    const found = known.get(kind);
    if (!found)
      throw new ClusterApiError(
        undefined,
        `no kind "${kind}" in "${apiVersion}" is installed`,
      );
    const name = encodeURIComponent(metadata.name);
    return found.namespaced
      ? `${root}/namespaces/${encodeURIComponent(
          metadata.namespace ?? 'default',
        )}/${found.plural}/${name}`
      : `${root}/${found.plural}/${name}`;
  }

  private async discover(
    apiVersion: string,
    root: string,
  ): Promise<ReadonlyMap<string, Kind>> {
    const { resources } =
      (await this.orNothing(() => this.send('GET', root))) ?? {};
    const kinds = new Map<string, Kind>();
    for (const one of Array.isArray(resources) ? resources : [])
      if (isJsonObject(one) && !String(one.name).includes('/'))
        kinds.set(String(one.kind), {
          plural: String(one.name),
          namespaced: one.namespaced === true,
        });
    // What is not there may be installed later.
    if (kinds.size) this.kinds.set(apiVersion, kinds);
    return kinds;
  }

  private send(
    method: string,
    path: string,
    body?: unknown,
    type = 'application/json',
  ): Promise<JsonObject> {
    return new Promise((resolve, reject) => {
      const fail = (status: number | undefined, message: string) =>
        reject(new ClusterApiError(status, message));
      const sent = request(
        `${this.cluster.url}${path}`,
        {
          method,
          agent: this.agent,
          ca: this.cluster.caCert,
          headers: {
            Authorization: `Bearer ${this.cluster.tokens.admin}`,
            ...(body === undefined ? {} : { 'Content-Type': type }),
          },
        },
        response => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', chunk => {
            text += chunk;
          });
          response.on('error', error => fail(undefined, error.message));
          response.on('end', () => {
            const { statusCode = 0 } = response;
            const json = parsed(text);
            if (statusCode < 300) resolve(json);
            else fail(statusCode, String(json.message ?? statusCode));
          });
        },
      );
      sent.on('error', () => fail(undefined, 'the API server does not answer'));
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }
}

const parsed = (text: string): JsonObject => {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : {};
  } catch {
    return {};
  }
};

import { KindInfo, kinds as engineKinds } from '@ztn/zero-trust-engine';
import { http, HttpResponse, HttpHandler } from 'msw';
import { parseAllDocuments } from 'yaml';
import { hintKinds } from '../cluster/hintKinds';

/** Every kind that such a cluster has. */
const kinds = [...engineKinds, ...hintKinds];

/** A Kubernetes object of a test. */
export interface TestObject {
  apiVersion: string;
  kind: string;
  metadata: Record<string, unknown> & { name: string; namespace?: string };
  [field: string]: unknown;
}

export interface SimulationOptions {
  /** Kinds that answer 403, to a list, a watch or both. */
  forbid?: readonly string[];
  forbidWatch?: readonly string[];
  /** Kinds whose definition is absent. */
  notInstalled?: readonly string[];
  /** Objects in a page; 500 when absent. */
  pageSize?: number;
  /** Only this token is accepted. */
  token?: string;
}

type Watcher = {
  readonly kind: string;
  readonly name?: string;
  readonly push: (event: unknown) => void;
  readonly end: () => void;
  readonly fail: () => void;
};

const encoder = new TextEncoder();

/**
 * A cluster that speaks the Kubernetes protocol through msw: discovery, paged
 * lists, watches with bookmarks, and `Status` bodies for refusals. What it may
 * not do can change at any time through `options`.
 */
export class SimulatedCluster {
  readonly requests: URL[] = [];
  readonly options: {
    forbid: Set<string>;
    forbidWatch: Set<string>;
    notInstalled: Set<string>;
    pageSize: number;
    token?: string;
  };
  /** Answers the next request of that kind otherwise; once. */
  private readonly tricks = new Map<string, (() => Response)[]>();
  private readonly objects = new Map<string, TestObject>();
  private readonly watchers = new Set<Watcher>();
  private version = 100;
  private readonly server: string;

  constructor(
    manifests: string,
    options: SimulationOptions = {},
    server = 'http://cluster.test',
  ) {
    this.server = server;
    this.options = {
      forbid: new Set(options.forbid),
      forbidWatch: new Set(options.forbidWatch),
      notInstalled: new Set(options.notInstalled),
      pageSize: options.pageSize ?? 500,
      token: options.token,
    };
    for (const object of objectsIn(manifests)) this.store(object);
  }

  get handlers(): HttpHandler[] {
    return [
      http.get(`${this.server}/*`, ({ request }) => this.answer(request)),
    ];
  }

  /** Creates or changes objects, and tells watches. */
  apply(manifests: string): void {
    for (const object of objectsIn(manifests)) {
      const known = this.objects.has(idOf(object));
      this.store(object);
      this.tell(known ? 'MODIFIED' : 'ADDED', object);
    }
  }

  delete(kind: string, namespace: string | undefined, name: string): void {
    const id = `${kind} ${namespace ?? ''}/${name}`;
    const object = this.objects.get(id);
    if (!object) throw new Error(`no ${id}`);
    this.objects.delete(id);
    this.version += 1;
    this.tell('DELETED', object);
  }

  /** Sends a mark to the watches of a kind. */
  bookmark(kind: string): void {
    this.version += 1;
    const metadata = { resourceVersion: String(this.version) };
    this.each(kind, w => w.push({ type: 'BOOKMARK', object: { metadata } }));
  }

  /** Ends the watches of a kind with an ERROR event. */
  expire(kind: string): void {
    const object = { kind: 'Status', code: 410, reason: 'Expired' };
    this.each(kind, w => {
      w.push({ type: 'ERROR', object });
      w.end();
    });
  }

  /** Breaks the connections of a kind's watches. */
  drop(kind: string): void {
    this.each(kind, w => w.fail());
  }

  /** Ends the watches of a kind as a server does after its timeout. */
  endWatches(kind: string): void {
    this.each(kind, w => w.end());
  }

  watching(kind: string): boolean {
    return [...this.watchers].some(w => w.kind === kind);
  }

  /** `trick` answers the next list (`list Pod`) or watch (`watch Pod`). */
  once(what: string, trick: () => Response): void {
    this.tricks.set(what, [...(this.tricks.get(what) ?? []), trick]);
  }

  requestsOf(kind: string, verb: 'list' | 'watch'): readonly URL[] {
    return this.requests.filter(url => {
      const found = this.kindOf(url);
      const isWatch = url.searchParams.get('watch') === 'true';
      return found?.key === kind && isWatch === (verb === 'watch');
    });
  }

  private answer(request: Request): Response {
    const url = new URL(request.url);
    this.requests.push(url);
    const { token } = this.options;
    if (token && request.headers.get('authorization') !== `Bearer ${token}`) {
      return status(401);
    }
    const discovery = this.discover(url.pathname);
    if (discovery) return HttpResponse.json(discovery);
    const kind = this.kindOf(url);
    if (!kind || this.options.notInstalled.has(kind.key)) return status(404);
    const verb = url.searchParams.get('watch') === 'true' ? 'watch' : 'list';
    const trick = this.tricks.get(`${verb} ${kind.key}`)?.shift();
    if (trick) return trick();
    const { forbid, forbidWatch } = this.options;
    if (forbid.has(kind.key)) return status(403);
    if (verb === 'list') return this.list(kind, url);
    return forbidWatch.has(kind.key) ? status(403) : this.watch(kind, url);
  }

  private discover(path: string): object | undefined {
    const served = kinds.filter(k => !this.options.notInstalled.has(k.key));
    if (path === '/apis') {
      const groups = new Set(served.flatMap(k => k.group || []));
      return {
        groups: [...groups].map(name => ({
          name,
          versions: versionsOf(served, name).map(version => ({ version })),
        })),
      };
    }
    const [, group = '', version] =
      /^\/(?:api|apis\/([^/]+))\/([^/]+)$/.exec(path) ?? [];
    if (!version) return undefined;
    const members = served.filter(
      k => k.group === group && k.versions.includes(version),
    );
    return { resources: members.map(k => ({ name: k.plural, kind: k.kind })) };
  }

  private kindOf(url: URL): KindInfo | undefined {
    const [, group = '', , plural] =
      /^\/(?:api|apis\/([^/]+))\/([^/]+)\/([^/]+)$/.exec(url.pathname) ?? [];
    return kinds.find(k => k.group === group && k.plural === plural);
  }

  private list(kind: KindInfo, url: URL): Response {
    const all = this.selected(kind, url);
    const from = Number(url.searchParams.get('continue') ?? 0);
    const limit = url.searchParams.get('limit')
      ? this.options.pageSize
      : all.length;
    const items = all.slice(from, from + limit);
    const more = from + limit < all.length;
    return HttpResponse.json({
      metadata: {
        resourceVersion: String(this.version),
        ...(more ? { continue: String(from + limit) } : {}),
      },
      // As the real server: items of a list have neither kind nor version.
      items: items.map(({ apiVersion: _a, kind: _k, ...rest }) => rest),
    });
  }

  private selected(kind: KindInfo, url: URL): readonly TestObject[] {
    const name = nameIn(url);
    return [...this.objects.values()].filter(
      object =>
        infoOf(object)?.key === kind.key &&
        (!name || object.metadata.name === name),
    );
  }

  private watch(kind: KindInfo, url: URL): Response {
    const { watchers } = this;
    let watcher: Watcher;
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        watcher = {
          kind: kind.key,
          name: nameIn(url),
          push: event =>
            controller.enqueue(encoder.encode(`${JSON.stringify(event)}\n`)),
          end: () => {
            watchers.delete(watcher);
            controller.close();
          },
          fail: () => {
            watchers.delete(watcher);
            controller.error(new Error('connection reset'));
          },
        };
        watchers.add(watcher);
        // msw sends the head with the first bytes, a server sends it at once.
        controller.enqueue(encoder.encode('\n'));
      },
      cancel() {
        watchers.delete(watcher);
      },
    });
    return new HttpResponse(stream, {
      headers: { 'content-type': 'application/json' },
    });
  }

  private store(object: TestObject): void {
    this.version += 1;
    object.metadata.resourceVersion = String(this.version);
    this.objects.set(idOf(object), object);
  }

  private tell(type: string, object: TestObject): void {
    const kind = infoOf(object)?.key ?? '';
    const { name } = object.metadata;
    this.each(kind, w => {
      if (!w.name || w.name === name) w.push({ type, object });
    });
  }

  private each(kind: string, act: (watcher: Watcher) => void): void {
    [...this.watchers].filter(w => w.kind === kind).forEach(act);
  }
}

/** A refusal as the API server words it; the message must reach nobody. */
export function status(code: number): Response {
  return HttpResponse.json(
    { kind: 'Status', status: 'Failure', code, message: `refused ${code}` },
    { status: code },
  );
}

function objectsIn(manifests: string): readonly TestObject[] {
  return parseAllDocuments(manifests)
    .map(document => document.toJS() as TestObject | null)
    .filter((object): object is TestObject => object !== null);
}

function infoOf({ apiVersion, kind }: TestObject): KindInfo | undefined {
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
  return kinds.find(known => known.group === group && known.kind === kind);
}

function idOf(object: TestObject): string {
  const { namespace, name } = object.metadata;
  return `${object.kind} ${namespace ?? ''}/${name}`;
}

function versionsOf(served: readonly KindInfo[], group: string): string[] {
  return [
    ...new Set(served.filter(k => k.group === group).flatMap(k => k.versions)),
  ];
}

function nameIn(url: URL): string | undefined {
  const selector = url.searchParams.get('fieldSelector');
  return selector?.replace('metadata.name=', '');
}

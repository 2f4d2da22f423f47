import { IncomingMessage, ServerResponse } from 'node:http';
import { serverSideApply } from '../apply/serverSideApply';
import { apiVersionOf, Resource } from '../kinds/Resource';
import { applyJsonPatch } from '../patch/jsonPatch';
import { applyMergePatch } from '../patch/mergePatch';
import { applyStrategicMergePatch } from '../patch/strategicMergePatch';
import { isJsonObject, JsonObject, KubeObject } from '../store/KubeObject';
import { ObjectStore } from '../store/ObjectStore';
import { deleteObject } from '../write/deleteObject';
import { ObjectWriter } from '../write/ObjectWriter';
import { DeleteOptions, WriteOptions } from '../write/WriteOptions';
import { parseFieldSelector } from './fieldSelector';
import { KubeError } from './KubeError';
import { parseLabelSelector } from './labelSelector';
import { ListPages } from './listPages';
import { negotiate } from './negotiate';
import { asKubeObject, readBody } from './readBody';
import { representList, representOne } from './represent';
import { ResourceRequest } from './RequestInfo';
import { toScale, withScale } from './scale';
import { WatchStream } from './WatchStream';

/** What the handler needs from its cluster. */
export interface HandlerContext {
  readonly store: ObjectStore;
  readonly writer: ObjectWriter;
  readonly pages: ListPages;
  readonly watches: Set<WatchStream>;
  readonly now: () => Date;
  readonly bookmarkEvery: number;
}

/** An answer to send: a code, a body and perhaps headers. */
export interface Reply {
  readonly code: number;
  readonly body: unknown;
  readonly headers?: Record<string, string>;
}

const patchTypes = {
  'application/json-patch+json': 'json',
  'application/merge-patch+json': 'merge',
  'application/strategic-merge-patch+json': 'strategic',
  'application/apply-patch+yaml': 'apply',
} as const;

/** Answers requests for stored objects of one kind. */
export class ResourceHandler {
  constructor(
    private readonly context: HandlerContext,
    private readonly resource: Resource,
    private readonly info: ResourceRequest,
    private readonly request: IncomingMessage,
    private readonly response: ServerResponse,
  ) {}

  /** Resolves to the answer, or to undefined when a watch took the response over. */
  async handle(): Promise<Reply | undefined> {
    const { verb, subresource, name } = this.info;
    if (
      subresource &&
      !(this.resource.subresources as readonly string[]).includes(subresource)
    )
      throw KubeError.pathNotFound();
    if (
      this.info.namespace &&
      !this.resource.namespaced &&
      this.resource.kind !== 'Namespace'
    )
      throw KubeError.pathNotFound();
    switch (verb) {
      case 'get':
        return this.one(200, this.current());
      case 'list':
        return this.list();
      case 'watch':
        return this.watch();
      case 'create':
        if (name) throw KubeError.methodNotAllowed();
        return this.create();
      case 'update':
        return this.update();
      case 'patch':
        return this.patch();
      case 'delete':
        return this.delete();
      default:
        return this.deleteCollection();
    }
  }

  private get namespace(): string | undefined {
    return this.resource.namespaced ? this.info.namespace : undefined;
  }

  private get name(): string {
    return this.info.name ?? '';
  }

  private current(): KubeObject {
    const object = this.context.store.get(
      this.resource.storageKey,
      this.namespace,
      this.name,
    );
    if (!object) throw KubeError.notFound(this.resource, this.name);
    return object;
  }

  private one(code: number, object: KubeObject): Reply {
    if (this.info.subresource === 'scale')
      return { code, body: toScale(object) };
    const as = negotiate(this.request.headers.accept);
    const { query } = this.info;
    return {
      code,
      headers: this.warnings(),
      body: representOne(object, this.resource, as, query, this.context.now()),
    };
  }

  private matcher(): (object: KubeObject) => boolean {
    const { query } = this.info;
    const byLabels = parseLabelSelector(query.get('labelSelector') ?? '');
    const byFields = parseFieldSelector(
      query.get('fieldSelector') ?? '',
      this.resource,
    );
    return object => byLabels(object.metadata.labels ?? {}) && byFields(object);
  }

  private list(): Reply {
    const { query } = this.info;
    const { store, pages, now } = this.context;
    const limit = Number(query.get('limit')) || 0;
    const token = query.get('continue');
    const matches = this.matcher();
    const from = Number(query.get('resourceVersion') ?? 0);
    if (!token && from > store.revision)
      throw new KubeError({
        code: 504,
        reason: 'Timeout',
        message: `Too large resource version: ${from}, current: ${store.revision}`,
        details: {
          causes: [{ reason: 'ResourceVersionTooLarge' }],
          retryAfterSeconds: 1,
        },
      });
    const page = token
      ? pages.next(token, limit)
      : pages.first(
          {
            items: store
              .list(this.resource.storageKey, this.namespace)
              .filter(matches),
            revision: store.revision,
          },
          limit,
        );
    const as = negotiate(this.request.headers.accept);
    return {
      code: 200,
      headers: this.warnings(),
      body: representList(page.items, this.resource, as, {
        query,
        now: now(),
        metadata: {
          resourceVersion: `${page.revision}`,
          ...(page.continue && {
            continue: page.continue,
            remainingItemCount: page.remaining,
          }),
        },
      }),
    };
  }

  private watch(): undefined {
    const { store, watches, now, bookmarkEvery } = this.context;
    const stream = new WatchStream(store, this.response, {
      resource: this.resource,
      namespace: this.namespace,
      matches: this.matcher(),
      as: negotiate(this.request.headers.accept),
      query: this.info.query,
      now,
      bookmarkEvery,
    });
    watches.add(stream);
    this.response.on('close', () => watches.delete(stream));
    stream.start();
    return undefined;
  }

  private readonly notes: string[] = [];

  private warnings(): Record<string, string> {
    const all = [...this.notes];
    if (this.resource.deprecationWarning)
      all.push(this.resource.deprecationWarning);
    return all.length
      ? { Warning: all.map(note => `299 - ${JSON.stringify(note)}`).join(', ') }
      : {};
  }

  private writeOptions(operation: 'Apply' | 'Update' = 'Update'): WriteOptions {
    const { query } = this.info;
    const dryRun = query.get('dryRun');
    if (dryRun && dryRun !== 'All')
      throw KubeError.badRequest(
        `invalid dryRun: Unsupported value: ${JSON.stringify(
          dryRun,
        )}: supported values: "All"`,
      );
    const validation = query.get('fieldValidation') || 'Warn';
    if (!['Strict', 'Warn', 'Ignore'].includes(validation))
      throw KubeError.badRequest(
        `invalid fieldValidation: Unsupported value: ${JSON.stringify(
          validation,
        )}: supported values: "Ignore", "Strict", "Warn"`,
      );
    const agent = (this.request.headers['user-agent'] ?? 'unknown').split(
      '/',
    )[0];
    return {
      manager: query.get('fieldManager') || agent,
      operation,
      dryRun: dryRun === 'All',
      fieldValidation: validation as WriteOptions['fieldValidation'],
      warn: note => this.notes.push(note),
      subresource: this.info.subresource === 'status' ? 'status' : undefined,
    };
  }

  private async sent(): Promise<KubeObject> {
    const object = asKubeObject(await readBody(this.request));
    this.checkKind(object);
    return object;
  }

  private checkKind(object: KubeObject): void {
    const expected = apiVersionOf(this.resource);
    if (
      (object.apiVersion && object.apiVersion !== expected) ||
      (object.kind && object.kind !== this.resource.kind)
    )
      throw KubeError.badRequest(
        `the object provided is unrecognized (must be of type ${this.resource.kind}): ${object.apiVersion}, Kind=${object.kind} does not match ${expected}, Kind=${this.resource.kind}`,
      );
    const named = object.metadata?.name;
    if (this.info.name && named && named !== this.info.name)
      throw KubeError.badRequest(
        `the name of the object (${named}) does not match the name on the URL (${this.info.name})`,
      );
    const namespace = object.metadata?.namespace;
    if (namespace && this.namespace && namespace !== this.namespace)
      throw KubeError.badRequest(
        `the namespace of the provided object does not match the namespace sent on the request`,
      );
  }

  private placed(object: KubeObject): KubeObject {
    const { namespace: _, ...metadata } = object.metadata ?? { name: '' };
    return {
      ...object,
      metadata: {
        ...metadata,
        ...(this.namespace && { namespace: this.namespace }),
      },
    };
  }

  private async create(): Promise<Reply> {
    if (this.resource.namespaced && !this.namespace)
      throw KubeError.methodNotAllowed();
    const object = this.context.writer.create(
      this.resource,
      this.placed(await this.sent()),
      this.writeOptions(),
    );
    return this.one(201, object);
  }

  private async update(): Promise<Reply> {
    if (this.info.subresource === 'scale') {
      const scale = asKubeObject(await readBody(this.request));
      return this.change(current => withScale(current, scale));
    }
    const object = this.placed(await this.sent());
    if (!object.metadata.name)
      throw KubeError.invalid(this.resource, this.name, [
        {
          reason: 'FieldValueRequired',
          field: 'metadata.name',
          message: 'Required value: name must be provided',
        },
      ]);
    return this.change(() => object);
  }

  private change(
    by: (current: KubeObject) => KubeObject,
    operation?: 'Apply',
  ): Reply {
    const object = this.context.writer.update(
      this.resource,
      this.namespace,
      this.name,
      by,
      this.writeOptions(operation),
    );
    return this.one(200, object);
  }

  private async patch(): Promise<Reply> {
    const type = (this.request.headers['content-type'] ?? '').split(';')[0];
    const how = Object.hasOwn(patchTypes, type)
      ? patchTypes[type as keyof typeof patchTypes]
      : undefined;
    if (!how || (how === 'strategic' && this.resource.origin === 'custom'))
      throw new KubeError({
        code: 415,
        reason: 'UnsupportedMediaType',
        message: `the body of the request was in an unknown format - accepted media types include: ${Object.keys(
          patchTypes,
        )
          .filter(
            one =>
              this.resource.origin === 'builtin' || !one.includes('strategic'),
          )
          .join(', ')}`,
      });
    const body = await readBody(this.request);
    if (how === 'apply') return this.apply(asKubeObject(body));
    const patched = (document: JsonObject): JsonObject => {
      if (how === 'json') return applyJsonPatch(document, body);
      if (!isJsonObject(body))
        throw KubeError.badRequest('the patch must be an object');
      return how === 'merge'
        ? applyMergePatch(document, body)
        : applyStrategicMergePatch(document, body, this.resource);
    };
    return this.change(current => {
      const scale = this.info.subresource === 'scale';
      const before = scale ? toScale(current) : current;
      const after = patched(
        before as unknown as JsonObject,
      ) as unknown as KubeObject;
      if (scale) return withScale(current, after);
      this.checkKind({
        ...after,
        apiVersion: apiVersionOf(this.resource),
      });
      return after;
    });
  }

  private apply(sent: KubeObject): Reply {
    this.checkKind(sent);
    const { query } = this.info;
    if (!query.get('fieldManager'))
      throw KubeError.badRequest(
        'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
      );
    if (sent.metadata?.managedFields?.length)
      throw KubeError.badRequest(
        'metadata.managedFields must be nil in an apply configuration',
      );
    const configuration = this.placed({
      ...sent,
      metadata: { ...sent.metadata, name: this.name },
    });
    const options = this.writeOptions('Apply');
    if (this.resource.subresources.includes('status') && !options.subresource)
      delete configuration.status;
    const merge = (live: KubeObject) =>
      serverSideApply({
        live,
        configuration: configuration as unknown as JsonObject,
        resource: this.resource,
        by: this.context.writer.managerOf(this.resource, options),
        force: query.get('force') === 'true',
      });
    const exists = this.context.store.get(
      this.resource.storageKey,
      this.namespace,
      this.name,
    );
    if (exists) return this.change(merge, 'Apply');
    const object = this.context.writer.create(
      this.resource,
      merge(this.placed({ ...configuration })),
      options,
    );
    return this.one(201, object);
  }

  private async deleteOptions(): Promise<DeleteOptions> {
    const body = (await readBody(this.request)) ?? {};
    const { query } = this.info;
    const sent = isJsonObject(body) ? body : {};
    const preconditions = isJsonObject(sent.preconditions)
      ? sent.preconditions
      : {};
    const propagation =
      query.get('propagationPolicy') ?? sent.propagationPolicy ?? undefined;
    const grace = query.get('gracePeriodSeconds') ?? sent.gracePeriodSeconds;
    const dryRun =
      query.get('dryRun') === 'All' ||
      (Array.isArray(sent.dryRun) && sent.dryRun.includes('All'));
    return {
      propagation: propagation as DeleteOptions['propagation'],
      gracePeriodSeconds:
        grace === undefined || grace === null ? undefined : Number(grace),
      uid: preconditions.uid as string | undefined,
      resourceVersion: preconditions.resourceVersion as string | undefined,
      dryRun,
    };
  }

  private remove(
    name: string,
    namespace: string | undefined,
    options: DeleteOptions,
  ) {
    const { store, now } = this.context;
    return deleteObject(store, this.resource, namespace, name, {
      ...options,
      now,
    });
  }

  private async delete(): Promise<Reply> {
    if (this.info.subresource) throw KubeError.methodNotAllowed();
    const { object, gone } = this.remove(
      this.name,
      this.namespace,
      await this.deleteOptions(),
    );
    // A pod and anything that is still on its way out is answered as the object.
    if (!gone || this.resource.kind === 'Pod') return this.one(200, object);
    return {
      code: 200,
      body: {
        kind: 'Status',
        apiVersion: 'v1',
        metadata: {},
        status: 'Success',
        details: {
          name: this.name,
          group: this.resource.group,
          kind: this.resource.plural,
          uid: object.metadata.uid,
        },
      },
    };
  }

  private async deleteCollection(): Promise<Reply> {
    const options = await this.deleteOptions();
    const items = this.context.store
      .list(this.resource.storageKey, this.namespace)
      .filter(this.matcher());
    for (const { metadata } of items)
      this.remove(metadata.name, metadata.namespace, options);
    return {
      code: 200,
      body: {
        kind: `${this.resource.kind}List`,
        apiVersion: apiVersionOf(this.resource),
        metadata: { resourceVersion: `${this.context.store.revision}` },
        items,
      },
    };
  }
}

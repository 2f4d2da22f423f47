import { IncomingMessage, ServerResponse } from 'node:http';
import { apiVersionOf, Resource } from '../kinds/Resource';
import { KubeObject } from '../store/KubeObject';
import { ObjectStore } from '../store/ObjectStore';
import { ObjectWriter } from '../write/ObjectWriter';
import { WriteOptions } from '../write/WriteOptions';
import { parseFieldSelector } from './fieldSelector';
import { KubeError } from './KubeError';
import { parseLabelSelector } from './labelSelector';
import { ListPages } from './listPages';
import { negotiate, Representation } from './negotiate';
import { representOne } from './represent';
import { ResourceRequest } from './RequestInfo';
import { toScale } from './scale';
import { WatchStream } from './WatchStream';

/** What request handlers need from their cluster. */
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

const unsupported = (parameter: string, value: string, known: string[]) =>
  KubeError.badRequest(
    `invalid ${parameter}: Unsupported value: ${JSON.stringify(
      value,
    )}: supported values: ${known.map(one => JSON.stringify(one)).join(', ')}`,
  );

/** One request for objects of a kind, with what all verbs have in common. */
export class Scope {
  private readonly notes: string[] = [];

  constructor(
    readonly context: HandlerContext,
    readonly resource: Resource,
    readonly info: ResourceRequest,
    readonly request: IncomingMessage,
    readonly response: ServerResponse,
  ) {}

  get query(): URLSearchParams {
    return this.info.query;
  }

  get namespace(): string | undefined {
    return this.resource.namespaced ? this.info.namespace : undefined;
  }

  get name(): string {
    return this.info.name ?? '';
  }

  get representation(): Representation {
    return negotiate(this.request.headers.accept);
  }

  /** The object that the request names; a 404 when there is none. */
  current(): KubeObject {
    const object = this.context.store.get(
      this.resource.storageKey,
      this.namespace,
      this.name,
    );
    if (!object) throw KubeError.notFound(this.resource, this.name);
    return object;
  }

  /** Whether an object fits the label and field selectors of the request. */
  matcher(): (object: KubeObject) => boolean {
    const byLabels = parseLabelSelector(this.query.get('labelSelector') ?? '');
    const byFields = parseFieldSelector(
      this.query.get('fieldSelector') ?? '',
      this.resource,
    );
    return object => byLabels(object.metadata.labels ?? {}) && byFields(object);
  }

  /** Answers one object in the form the client wants. */
  reply(code: number, object: KubeObject): Reply {
    if (this.info.subresource === 'scale')
      return { code, body: toScale(object) };
    return {
      code,
      headers: this.warnings(),
      body: representOne(
        object,
        this.resource,
        this.representation,
        this.query,
        this.context.now(),
      ),
    };
  }

  /** Warning headers for what was noticed so far. */
  warnings(): Record<string, string> {
    const { deprecationWarning } = this.resource;
    const all = deprecationWarning
      ? [...this.notes, deprecationWarning]
      : this.notes;
    return all.length
      ? { Warning: all.map(note => `299 - ${JSON.stringify(note)}`).join(', ') }
      : {};
  }

  /** How the query asks to write. */
  writeOptions(operation: 'Apply' | 'Update' = 'Update'): WriteOptions {
    const dryRun = this.query.get('dryRun');
    if (dryRun && dryRun !== 'All')
      throw unsupported('dryRun', dryRun, ['All']);
    const validation = this.query.get('fieldValidation') || 'Warn';
    const known = ['Ignore', 'Strict', 'Warn'];
    if (!known.includes(validation))
      throw unsupported('fieldValidation', validation, known);
    const agent = this.request.headers['user-agent'] ?? 'unknown';
    return {
      manager: this.query.get('fieldManager') || agent.split('/')[0],
      operation,
      dryRun: dryRun === 'All',
      fieldValidation: validation as WriteOptions['fieldValidation'],
      warn: note => this.notes.push(note),
      subresource: this.info.subresource === 'status' ? 'status' : undefined,
    };
  }

  /** Refuses an object that is of another kind, name or namespace than the URL. */
  checkKind(object: KubeObject): void {
    const expected = apiVersionOf(this.resource);
    const { kind } = this.resource;
    if (
      (object.apiVersion && object.apiVersion !== expected) ||
      (object.kind && object.kind !== kind)
    )
      throw KubeError.badRequest(
        `the object provided is unrecognized (must be of type ${kind}): ${object.apiVersion}, Kind=${object.kind} does not match ${expected}, Kind=${kind}`,
      );
    const { name, namespace } = object.metadata ?? {};
    if (this.info.name && name && name !== this.info.name)
      throw KubeError.badRequest(
        `the name of the object (${name}) does not match the name on the URL (${this.info.name})`,
      );
    if (namespace && this.namespace && namespace !== this.namespace)
      throw KubeError.badRequest(
        'the namespace of the provided object does not match the namespace sent on the request',
      );
  }

  /** The object in the namespace of the URL. */
  placed(object: KubeObject): KubeObject {
    const { namespace: _, ...metadata } = object.metadata ?? { name: '' };
    return {
      ...object,
      metadata: {
        ...metadata,
        ...(this.namespace && { namespace: this.namespace }),
      },
    };
  }
}

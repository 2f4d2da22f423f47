import { JsonObject } from '../store/KubeObject';

/** One cause of an invalid object, naming the field. */
export type StatusCause = { reason: string; message: string; field: string };

interface StatusOptions {
  code: number;
  reason: string;
  message: string;
  details?: JsonObject;
  headers?: Record<string, string>;
}

const qualified = (resource: { plural: string; group: string }) =>
  resource.group ? `${resource.plural}.${resource.group}` : resource.plural;

type NamedResource = { plural: string; group: string; kind: string };

/** A failure that the API answers with a `Status` body, worded as kubectl expects. */
export class KubeError extends Error {
  readonly code: number;
  readonly reason: string;
  readonly headers: Record<string, string>;
  private readonly details?: JsonObject;

  constructor(options: StatusOptions) {
    super(options.message);
    this.name = 'KubeError';
    this.code = options.code;
    this.reason = options.reason;
    this.details = options.details;
    this.headers = options.headers ?? {};
  }

  toStatus(): JsonObject {
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: this.message,
      reason: this.reason,
      ...(this.details && { details: this.details }),
      code: this.code,
    };
  }

  static badRequest(message: string): KubeError {
    return new KubeError({ code: 400, reason: 'BadRequest', message });
  }

  static unauthorized(): KubeError {
    return new KubeError({
      code: 401,
      reason: 'Unauthorized',
      message: 'Unauthorized',
    });
  }

  static pathNotFound(): KubeError {
    return new KubeError({
      code: 404,
      reason: 'NotFound',
      message: 'the server could not find the requested resource',
      details: {},
    });
  }

  static notFound(resource: NamedResource, name: string): KubeError {
    return new KubeError({
      code: 404,
      reason: 'NotFound',
      message: `${qualified(resource)} "${name}" not found`,
      details: { name, group: resource.group, kind: resource.plural },
    });
  }

  static alreadyExists(resource: NamedResource, name: string): KubeError {
    return new KubeError({
      code: 409,
      reason: 'AlreadyExists',
      message: `${qualified(resource)} "${name}" already exists`,
      details: { name, group: resource.group, kind: resource.plural },
    });
  }

  static conflict(
    resource: NamedResource,
    name: string,
    why: string,
  ): KubeError {
    return new KubeError({
      code: 409,
      reason: 'Conflict',
      message: `Operation cannot be fulfilled on ${qualified(
        resource,
      )} "${name}": ${why}`,
      details: { name, group: resource.group, kind: resource.plural },
    });
  }

  static forbidden(
    resource: { plural: string; group: string },
    name: string,
    message: string,
  ): KubeError {
    return new KubeError({
      code: 403,
      reason: 'Forbidden',
      message,
      details: { name, group: resource.group, kind: resource.plural },
    });
  }

  static expired(message: string): KubeError {
    return new KubeError({ code: 410, reason: 'Expired', message });
  }

  static methodNotAllowed(): KubeError {
    return new KubeError({
      code: 405,
      reason: 'MethodNotAllowed',
      message:
        'the server does not allow this method on the requested resource',
      details: {},
    });
  }

  static invalid(
    resource: NamedResource,
    name: string,
    causes: StatusCause[],
  ): KubeError {
    const kind = resource.group
      ? `${resource.kind}.${resource.group}`
      : resource.kind;
    const lines = causes.map(cause => `${cause.field}: ${cause.message}`);
    const message = lines.length === 1 ? lines[0] : `[${lines.join(', ')}]`;
    return new KubeError({
      code: 422,
      reason: 'Invalid',
      message: `${kind} "${name}" is invalid: ${message}`,
      details: {
        name,
        group: resource.group,
        kind: resource.kind,
        causes: causes.map(cause => ({ ...cause })),
      },
    });
  }
}

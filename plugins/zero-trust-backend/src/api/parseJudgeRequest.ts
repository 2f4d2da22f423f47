import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import {
  ConnectionEnd,
  judgeRequestSchema,
} from '@ztn/backstage-plugin-zero-trust-common';
import { invalidInput } from '../posture/errors';
import { ParsedJudgeRequest } from '../posture/PostureService';
import { parse } from './parse';

/**
 * Reads the body of a question. One end at least is a catalog entity: the
 * permission to ask is a permission on that entity.
 */
export function parseJudgeRequest(body: unknown): ParsedJudgeRequest {
  const request = parse(judgeRequestSchema, body);
  const from = withFullRef(request.from);
  const to = withFullRef(request.to);
  if (from.type !== 'entity' && to.type !== 'entity') {
    throw invalidInput(`'from' or 'to' must be a catalog entity`);
  }
  return { ...request, from, to };
}

function withFullRef(end: ConnectionEnd): ConnectionEnd {
  if (end.type !== 'entity') return end;
  try {
    const entityRef = stringifyEntityRef(parseEntityRef(end.entityRef));
    return { ...end, entityRef };
  } catch {
    throw invalidInput(`'entityRef' must be 'kind:namespace/name'`);
  }
}

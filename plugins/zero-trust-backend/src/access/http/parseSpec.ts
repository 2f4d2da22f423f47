import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import {
  accessOptionsQuerySchema,
  AccessSpec,
  accessSpecSchema,
  changedAccessRequestSchema,
  newAccessRequestSchema,
  supersedeAccessRequestSchema,
} from '@ztn/backstage-plugin-zero-trust-common';
import { invalidSpec } from '../errors';
import {
  ParsedChange,
  ParsedNewRequest,
  ParsedOptionsQuery,
  ParsedSupersede,
} from '../service/AccessService';
import { parse } from './parse';

/** A spec whose references are in the catalog's own spelling. */
export const parseSpec = (input: unknown): AccessSpec =>
  withFullRefs(parse(accessSpecSchema, input));

export function parseNewRequest(input: unknown): ParsedNewRequest {
  const asked = parse(newAccessRequestSchema, input);
  return { ...asked, spec: withFullRefs(asked.spec) };
}

export function parseChange(input: unknown): ParsedChange {
  const { spec, ...change } = parse(changedAccessRequestSchema, input);
  return spec ? { ...change, spec: withFullRefs(spec) } : change;
}

export function parseSupersede(input: unknown): ParsedSupersede {
  const asked = parse(supersedeAccessRequestSchema, input);
  return { ...asked, spec: withFullRefs(asked.spec) };
}

export function parseOptionsQuery(input: unknown): ParsedOptionsQuery {
  const query = parse(accessOptionsQuerySchema, input);
  return {
    ...query,
    caller: fullRef(query.caller, 'caller'),
    callee: fullRef(query.callee, 'callee'),
  };
}

/** The same request whichever way its ends are spelled. */
function withFullRefs(spec: AccessSpec): AccessSpec {
  const { caller, callee } = spec;
  return {
    ...spec,
    caller: {
      ...caller,
      entityRef: fullRef(caller.entityRef, 'caller.entityRef'),
    },
    callee: {
      ...callee,
      entityRef: fullRef(callee.entityRef, 'callee.entityRef'),
    },
  };
}

/**
 * @param place - the field, for the error
 */
function fullRef(entityRef: string, place: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(entityRef));
  } catch {
    throw invalidSpec(`${place}: must be 'kind:namespace/name'`);
  }
}

import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { whatIfRequestSchema } from '@ztn/backstage-plugin-zero-trust-common';
import { RawObject } from '@ztn/zero-trust-engine';
import { z } from 'zod';
import { fieldsOf } from '../cluster/pick';
import { invalidInput } from '../posture/errors';
import { policyKinds } from '../posture/whatIf/policyKinds';
import { ParsedWhatIfRequest } from '../posture/whatIf/WhatIfChange';
import { parse } from './parse';

const objectSchema = z.looseObject({
  apiVersion: z.string().max(100),
  kind: z.string().max(100),
  metadata: z.looseObject({
    name: z.string().min(1).max(253),
    namespace: z.string().max(63).optional(),
  }),
});

/** Reads the body of a what-if question; says which object is at fault. */
export function parseWhatIfRequest(body: unknown): ParsedWhatIfRequest {
  const request = parse(whatIfRequestSchema, body);
  if (request.add.length + request.remove.length === 0) {
    throw invalidInput(`'add' or 'remove' must name something`);
  }
  return {
    entityRef: fullRef(request.entityRef),
    ...(request.cluster === undefined ? {} : { cluster: request.cluster }),
    add: request.add.map((object, index) => policyOf(object, `add[${index}]`)),
    remove: request.remove,
  };
}

function fullRef(text: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(text));
  } catch {
    throw invalidInput(`'entityRef' must be 'kind:namespace/name'`);
  }
}

function policyOf(object: unknown, at: string): RawObject {
  const parsed = objectSchema.safeParse(object);
  if (!parsed.success) {
    const [{ path, message }] = parsed.error.issues;
    throw invalidInput(`${at}.${path.map(String).join('.')}: ${message}`);
  }
  const { apiVersion, kind, metadata } = parsed.data;
  const [version, group = ''] = apiVersion.split('/').reverse();
  const info = policyKinds.find(k => k.group === group && k.kind === kind);
  if (!info) throw invalidInput(`${at}: ${kind} is no policy that is known`);
  if (!info.versions.includes(version)) {
    throw invalidInput(
      `${at}.apiVersion: ${kind} is known in ${info.versions.join(', ')}`,
    );
  }
  const namespaced = info.scope === 'namespaced';
  if (namespaced !== Boolean(metadata.namespace)) {
    throw invalidInput(
      namespaced
        ? `${at}.metadata.namespace is missing`
        : `${at}.metadata.namespace: ${kind} belongs to no namespace`,
    );
  }
  return { ...fieldsOf(object), apiVersion, kind, metadata };
}

import { apiVersionOf, Resource } from '../kinds/Resource';
import { KubeError } from '../protocol/KubeError';
import { checkSchema } from '../schema/checkSchema';
import { cloneJson } from '../store/cloneJson';
import { JsonObject, KubeObject } from '../store/KubeObject';
import { WriteOptions } from './WriteOptions';

/**
 * Decodes what a client sent: refuses wrong types, answers unknown fields as
 * asked, and returns a copy without them in the storage version.
 */
export const decodeObject = (
  sent: KubeObject,
  resource: Resource,
  options: Pick<WriteOptions, 'fieldValidation' | 'warn'>,
): KubeObject => {
  const name = sent.metadata?.name ?? '';
  const report = checkSchema(sent as unknown as JsonObject, resource);
  if (report.typeErrors.length) {
    throw KubeError.badRequest(
      `${resource.kind} in version "${resource.version}" cannot be handled as a ${resource.kind}: ${report.typeErrors[0]}`,
    );
  }
  if (report.unknownFields.length && options.fieldValidation === 'Strict') {
    const fields = report.unknownFields
      .map(field => `unknown field "${field}"`)
      .join(', ');
    throw KubeError.badRequest(
      `${resource.kind} in version "${resource.version}" cannot be handled as a ${resource.kind}: strict decoding error: ${fields}`,
    );
  }
  if (options.fieldValidation !== 'Ignore') {
    for (const field of report.unknownFields)
      options.warn?.(`unknown field "${field}"`);
  }
  if (report.causes.length)
    throw KubeError.invalid(resource, name, report.causes);
  const object = cloneJson(report.value) as unknown as KubeObject;
  object.metadata ??= { name: '' };
  object.kind = resource.kind;
  object.apiVersion = apiVersionOf({
    group: resource.group,
    version: resource.storageVersion,
  });
  return object;
};

import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { defaultSensitiveRule, SensitiveRule } from '../mapping/SensitiveRule';

/** Reads `zeroTrust.sensitive`; what is absent keeps its default. */
export function readSensitiveRule(config: Config | undefined): SensitiveRule {
  const unknown = config
    ?.keys()
    .find(key => !['annotations', 'tags'].includes(key));
  if (unknown !== undefined) {
    throw new InputError(`zeroTrust.sensitive has no key '${unknown}'`);
  }
  return {
    annotations:
      readTexts(config?.getOptional('annotations')) ??
      defaultSensitiveRule.annotations,
    tags: config?.getOptionalStringArray('tags') ?? defaultSensitiveRule.tags,
  };
}

/** Not read key by key: names of annotations have dots in them. */
function readTexts(value: unknown): Record<string, string> | undefined {
  if (value === undefined) return undefined;
  if (!isTexts(value)) {
    throw new InputError(
      `zeroTrust.sensitive.annotations must be texts by the annotation's name`,
    );
  }
  return value;
}

function isTexts(value: unknown): value is Record<string, string> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every(text => typeof text === 'string')
  );
}

import { InputError } from '@backstage/errors';
import { HumanDuration, durationToMilliseconds } from '@backstage/types';
import { ConfigReader, readDurationFromConfig } from '@backstage/config';
import { z } from 'zod';

/** Checks a part of the configuration; errors name the key and never a value. */
export function checkConfig<S extends z.ZodType>(
  schema: S,
  value: unknown,
  at: string,
): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const unknown =
    issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const path = issue.path
    .map(step => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('');
  throw new InputError(
    unknown === undefined
      ? `${at}${path}: ${issue.message}`
      : `${at}${path} has no key '${unknown}'`,
  );
}

/** A duration as Backstage writes it: `{minutes: 5}`, `PT5M` or `5m`. */
export const durationMs = z
  .union([z.string(), z.record(z.string(), z.number())])
  .transform((value, context): number => {
    try {
      const config = new ConfigReader({ value });
      const duration: HumanDuration = readDurationFromConfig(config, {
        key: 'value',
      });
      return durationToMilliseconds(duration);
    } catch {
      context.addIssue({ code: 'custom', message: 'is not a duration' });
      return z.NEVER;
    }
  });

import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { FactOverrides, parseFacts } from '@ztn/zero-trust-engine';

/** Reads `facts` of one cluster; an `InputError` names the key at fault. */
export function readFacts(
  config: Config,
  at: string,
): FactOverrides | undefined {
  const value: unknown = config.getOptional('facts');
  if (value === undefined) return undefined;
  const parsed = parseFacts(value);
  if (parsed.ok) return parsed.value;
  const key = parsed.path === '' ? `${at}.facts` : `${at}.facts.${parsed.path}`;
  throw new InputError(`${key}: expected ${parsed.expected}`);
}

import { readFileSync } from 'node:fs';
import { FactOverrides, parseFacts } from '@ztn/zero-trust-engine';
import { YAMLParseError, parse } from 'yaml';
import { UsageError } from '../UsageError';
import { codeOf } from './findFiles';

/** Reads `facts.yaml`: what the operator states about the cluster. */
export function readFacts(file: string): FactOverrides {
  let value: unknown;
  try {
    value = parse(readFileSync(file, 'utf8'), { logLevel: 'error' });
  } catch (error) {
    const reason =
      error instanceof YAMLParseError ? error.message : codeOf(error);
    throw new UsageError(`facts '${file}' cannot be read: ${reason}`, {
      cause: error,
    });
  }
  const parsed = parseFacts(value);
  if (parsed.ok) return parsed.value;
  const at = parsed.path === '' ? '' : `${parsed.path}: `;
  throw new UsageError(`facts '${file}': ${at}expected ${parsed.expected}`);
}

import { isRecord } from './Field';
import { RawObject } from './KubernetesObject';

/**
 * Label keys that a policy, a Service or any other selecting object could read:
 * the keys of every record in its spec, and every string under a member named
 * `key`. It takes too many rather than too few: a key too many may split a
 * workload whose pods really differ on it, a key too few would merge pods that
 * a policy tells apart. Prefixes of Cilium's label sources are taken off.
 */
export function selectorKeys(raw: RawObject): readonly string[] {
  const found = new Set<string>();
  collect(raw.spec, found);
  collect(raw.specs, found);
  return [...found];
}

function collect(value: unknown, found: Set<string>): void {
  if (Array.isArray(value)) {
    value.forEach(item => collect(item, found));
    return;
  }
  if (!isRecord(value)) return;
  for (const [key, child] of Object.entries(value)) {
    if (typeof child === 'string') {
      addKey(key, found);
      if (key === 'key') addKey(child, found);
    } else {
      collect(child, found);
    }
  }
}

function addKey(key: string, found: Set<string>): void {
  found.add(key);
  const source = /^[a-z]+[:.]/.exec(key);
  if (source) found.add(key.slice(source[0].length));
}

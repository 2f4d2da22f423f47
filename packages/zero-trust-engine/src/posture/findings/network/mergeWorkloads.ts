import { Finding } from '../../Finding';

/** Findings that say the same of several workloads become one. */
export function mergeWorkloads(
  findings: readonly Finding[],
): readonly Finding[] {
  const merged = new Map<string, Finding>();
  for (const finding of findings) {
    const { code, object, path, params, workloads } = finding;
    const key = JSON.stringify([code, object, path, params]);
    const known = merged.get(key)?.workloads ?? [];
    merged.set(key, {
      ...finding,
      workloads: [...new Set([...known, ...workloads])],
    });
  }
  return [...merged.values()];
}

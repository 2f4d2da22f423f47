import { RawObject, kindInfo } from '@ztn/zero-trust-engine';
import { isReadByAnalyzer } from '../connlist/asAnalyzerReads';

/** Layers whose policies netpol-analyzer does not know. */
const deciding = new Set(['network', 'cilium', 'transport', 'mesh']);

/** Kinds of policy that decide for us and not for netpol-analyzer, with counts. */
export function kindsPassedOver(objects: readonly RawObject[]): string {
  const counts = new Map<string, number>();
  for (const object of objects) {
    const { apiVersion, kind } = object;
    const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
    const readBy = kindInfo(group, kind)?.readBy ?? [];
    const decides = readBy.some(reader => deciding.has(reader));
    // Nodes, Services and the like are read by layers, and are no policy.
    if (group === '' || !decides || isReadByAnalyzer(object)) continue;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts].map(([kind, count]) => `${kind} (${count})`).join(', ');
}

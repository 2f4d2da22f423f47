import { PermissionRow } from '@ztn/backstage-plugin-zero-trust-common';
import { AskOptions } from './PostureService';
import { PostureParts } from './PostureParts';
import { redact, textsIn } from './redact';

/**
 * Rows whose evidence names no workload that the caller may not read. Only
 * evidence is looked at: the peers themselves were chosen before.
 */
export async function redactRows(
  { store, answers, peers }: PostureParts,
  rows: readonly PermissionRow[],
  own: ReadonlyMap<string, ReadonlySet<string>>,
  { credentials }: AskOptions,
): Promise<PermissionRow[]> {
  const isHiddenIn = new Map<string, (text: string) => boolean>();
  for (const [cluster, keys] of own) {
    const state = store.get(cluster);
    if (!state.snapshot) continue;
    const names = answers.names(state.snapshot);
    const mentioned = rows
      .filter(row => row.cluster === cluster)
      .flatMap(row => [...textsIn(row.layers)])
      .flatMap(text => names.keysIn(text));
    const view = await peers.view(state, mentioned, { credentials, own: keys });
    isHiddenIn.set(cluster, text =>
      names.keysIn(text).some(key => !view.isVisible(key)),
    );
  }
  return rows.map(row => ({
    ...row,
    layers: redact(row.layers, isHiddenIn.get(row.cluster) ?? (() => true)),
  }));
}

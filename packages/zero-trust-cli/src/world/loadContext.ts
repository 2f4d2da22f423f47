import { FactOverrides } from '@ztn/zero-trust-engine';
import { Io } from '../Io';
import { ApiServer } from '../live/ApiServer';
import { readCluster } from '../live/readCluster';
import { WorldCluster } from './World';

/** A cluster by kubeconfig; its name is the context's. */
export async function loadContext(
  options: {
    readonly context: string;
    readonly kubeconfig?: string;
    readonly facts?: FactOverrides;
  },
  io: Io,
): Promise<WorldCluster> {
  const { context, kubeconfig, facts } = options;
  const api = await ApiServer.of(context, kubeconfig);
  try {
    const { objects, gaps } = await readCluster(api, context);
    for (const { kind, reason, object, detail } of gaps) {
      const what = object ? `${kind} ${object.name}` : kind;
      io.err(`${context}: ${what}: ${reason} (${detail})\n`);
    }
    const cluster = WorldCluster.of({
      name: context,
      aliases: [],
      objects,
      gaps,
      facts,
    });
    return cluster;
  } finally {
    api.close();
  }
}

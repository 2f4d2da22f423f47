import {
  Engine,
  KindInfo,
  buildSnapshot,
  compile,
  kinds,
} from '@ztn/zero-trust-engine';
import { parse } from 'yaml';
import { DemoCluster } from '../../cluster/DemoCluster';
import { startCluster } from '../../cluster/startCluster';
import { demoClusters } from '../../demoClusters';
import { KubeObject } from '../../store/KubeObject';

/**
 * What the engine makes of each demo cluster once its controllers are done: the
 * objects that a reader sees, and not the files. For tests.
 */
export async function enginesOfTheWorld(): Promise<Record<string, Engine>> {
  const engines: Record<string, Engine> = {};
  for (const [name, objects] of Object.entries(await objectsOfTheWorld())) {
    engines[name] = engineOver(name, objects);
  }
  return engines;
}

/** An engine over the objects of one cluster. */
export function engineOver(
  cluster: string,
  objects: readonly unknown[],
): Engine {
  return compile(buildSnapshot({ cluster, objects, parseYaml: parse }));
}

/** The objects of each demo cluster once its controllers are done. */
export async function objectsOfTheWorld(): Promise<
  Record<string, readonly KubeObject[]>
> {
  const objects: Record<string, readonly KubeObject[]> = {};
  for (const options of demoClusters()) {
    const cluster = await startCluster({ ...options, port: 0 });
    await cluster.settled();
    objects[options.name] = kinds.flatMap(kind => objectsOf(cluster, kind));
    await cluster.stop();
  }
  return objects;
}

/** Objects of a kind in the first version that the cluster serves. */
function objectsOf(
  cluster: DemoCluster,
  { group, versions, kind }: KindInfo,
): readonly KubeObject[] {
  for (const version of versions) {
    try {
      const apiVersion = group ? `${group}/${version}` : version;
      return cluster.list({ apiVersion, kind });
    } catch {
      // This version, or the kind as a whole, is not served here.
    }
  }
  return [];
}

import { judgeNaively } from '../../reference/judgeNaively';
import { ManifestCluster } from '../../reference/manifests';
import { engineOfManifests } from '../oracleQuestions';
import { benchCluster } from './benchCluster';
import { isManifest } from './isManifest';
import { measure } from './measure';

/** How many times longer the oracle takes for the network of all pairs. */
export function oracleRatio(workloads = 60): string {
  const cluster: ManifestCluster = {
    ipBlockMatchesPods: true,
    objects: benchCluster({ workloads }).filter(isManifest),
  };
  const pods = cluster.objects.flatMap(object =>
    object.kind === 'Pod'
      ? [`${object.metadata.namespace}/${object.metadata.name}`]
      : [],
  );
  const oracle = measure(
    1,
    () => cluster,
    given =>
      pods.map(from =>
        pods.map(to =>
          judgeNaively(given, { from, to, protocol: 'TCP', port: 8080 }),
        ),
      ),
  );
  const engine = measure(
    5,
    () => engineOfManifests(cluster),
    ({ snapshot, openings }) =>
      snapshot.workloads.map(({ key }) => openings(key, 'egress')),
  );
  const ratio = oracle.cpu / engine.cpu;
  return (
    `oracle, ${workloads} workloads, all pairs on one port: ` +
    `${oracle.cpu.toFixed(0)} ms; engine, all ports: ` +
    `${engine.cpu.toFixed(1)} ms; ratio ${ratio.toFixed(0)}`
  );
}

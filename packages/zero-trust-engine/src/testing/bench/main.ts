import { FactOverrides } from '../../snapshot/Facts';
import { benchRow } from './benchRow';
import { oracleRatio } from './oracleRatio';
import { tableOf } from './tableOf';
import { denseCluster } from '../denseCluster';
import { BenchOptions, benchCluster } from './benchCluster';

/** Clusters of one make, of any size. */
interface Family {
  readonly options?: Omit<BenchOptions, 'workloads'>;
  readonly facts?: FactOverrides;
}

/**
 * `yarn bench`: times and memory of the engine on generated clusters, doubling
 * in size, and as a ratio to the oracle. Arguments choose families by name.
 */
const families: Readonly<Record<string, Family>> = {
  sparse: {},
  tiers: { options: { clusterTier: true } },
  names: { options: { expressive: true } },
  mesh: { options: { mesh: true } },
  cilium: { facts: { cni: 'cilium', cilium: { version: '1.18.0' } } },
};
const sizes = [50, 100, 200, 500, 1000, 2000, 5000];

const chosen = process.argv.slice(2);
const isChosen = (name: string) => chosen.length === 0 || chosen.includes(name);
const print = (text: string) => process.stdout.write(`${text}\n`);

for (const [name, { options, facts }] of Object.entries(families)) {
  if (isChosen(name)) {
    print(`\n${name}: milliseconds of CPU time (of the clock)`);
    const rows = sizes.map(workloads => {
      // All pairs of a large mesh take a minute: somebody is waiting.
      process.stderr.write(`  ${workloads} workloads\n`);
      return benchRow(benchCluster({ ...options, workloads }), facts);
    });
    print(tableOf(rows));
  }
}
if (isChosen('dense')) {
  print('\ndense labels: milliseconds of CPU time (of the clock)');
  const rows = [50, 100, 200, 500, 1000].map(workloads =>
    benchRow(denseCluster(Math.ceil(workloads / 20), 20)),
  );
  print(tableOf(rows));
}
if (isChosen('oracle')) print(`\n${oracleRatio()}`);

import { benchRow } from './benchRow';
import { oracleRatio } from './oracleRatio';
import { tableOf } from './tableOf';
import { denseCluster } from '../denseCluster';
import { BenchOptions, benchCluster } from './benchCluster';

/**
 * `yarn bench`: times and memory of the engine on generated clusters, doubling
 * in size, and as a ratio to the oracle. Arguments choose families by name.
 */
const families: Readonly<Record<string, Omit<BenchOptions, 'workloads'>>> = {
  sparse: {},
  tiers: { clusterTier: true },
  names: { expressive: true },
  mesh: { mesh: true },
};
const sizes = [50, 100, 200, 500, 1000, 2000, 5000];

const chosen = process.argv.slice(2);
const isChosen = (name: string) => chosen.length === 0 || chosen.includes(name);
const print = (text: string) => process.stdout.write(`${text}\n`);

for (const [name, options] of Object.entries(families)) {
  if (isChosen(name)) {
    print(`\n${name}: milliseconds of CPU time (of the clock)`);
    const rows = sizes.map(workloads =>
      benchRow(benchCluster({ ...options, workloads })),
    );
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

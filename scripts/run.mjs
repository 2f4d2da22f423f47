// The one door: `npm start`, `npm test` and the tasks behind them. Runs on any
// Node from 18 on and brings what is missing.
import { tellProblems } from './lib/say.mjs';
import { stopAll, stopOnSignals } from './lib/processes.mjs';

const tasks = {
  start: () => import('./tasks/start.mjs'),
  test: () => import('./tasks/test.mjs'),
  e2e: () => import('./tasks/e2e.mjs'),
  screenshots: () => import('./tasks/screenshots.mjs'),
  properties: () => import('./tasks/properties.mjs'),
  bench: () => import('./tasks/bench.mjs'),
  ztn: () => import('./tasks/ztn.mjs'),
};

const [name, ...args] = process.argv.slice(2);
if (!tasks[name]) {
  process.stderr.write(
    `There is no task '${name ?? ''}'; there are: ${Object.keys(tasks).join(
      ', ',
    )}\n`,
  );
  process.exit(2);
}

stopOnSignals();
const code = await tellProblems(async () => {
  const { task } = await tasks[name]();
  return task(args);
});
await stopAll();
process.exit(code ?? 0);

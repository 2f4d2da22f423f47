import { inRoot } from '../lib/paths.mjs';
import { run } from '../lib/processes.mjs';
import { say } from '../lib/say.mjs';
import { prepare } from '../bootstrap/prepare.mjs';

const transform = ['--require', '@backstage/cli/config/nodeTransform.cjs'];

/**
 * `yarn bench`: the engine on generated clusters, the planner of access requests,
 * then the backend over one. Arguments choose: `backend`, `planner`, `oracle`, or
 * families of clusters by name.
 */
export async function task(args) {
  const tools = await prepare();
  const families = args.filter(
    name => name !== 'backend' && name !== 'planner',
  );
  const codes = [];
  if (args.length === 0 || families.length > 0) {
    say('the engine on generated clusters');
    codes.push(
      await run(
        tools.node,
        ['--expose-gc', ...transform, 'src/testing/bench/main.ts', ...families],
        { cwd: inRoot('packages/zero-trust-engine'), env: tools.env },
      ),
    );
  }
  if (args.length === 0 || args.includes('planner')) {
    say('plans of access requests over generated clusters');
    codes.push(
      await run(tools.node, [...transform, 'src/testing/bench/main.ts'], {
        cwd: inRoot('packages/zero-trust-planner'),
        env: tools.env,
      }),
    );
  }
  if (args.length === 0 || args.includes('backend')) {
    say('the backend over a generated cluster');
    codes.push(
      await run(tools.node, [...transform, 'bench/overGeneratedCluster.mjs'], {
        cwd: inRoot('plugins/zero-trust-backend'),
        env: tools.env,
      }),
    );
  }
  return codes.some(code => code !== 0) ? 1 : 0;
}

import { inRoot } from '../lib/paths.mjs';
import { run } from '../lib/processes.mjs';
import { prepare } from '../bootstrap/prepare.mjs';

/**
 * `yarn test:properties`: the property tests alone, each tried many times more
 * often than in `npm test`. Takes a while.
 */
export async function task(args) {
  const tools = await prepare();
  return run(
    tools.node,
    [
      inRoot('node_modules/@backstage/cli/bin/backstage-cli'),
      'repo',
      'test',
      '--watchAll=false',
      ...(args.length > 0 ? args : ['\\.property\\.test\\.ts$']),
    ],
    { env: { ...tools.env, CI: 'true', ZTN_PROPERTIES: 'many' } },
  );
}

import { inRoot } from '../lib/paths.mjs';
import { findChromium } from '../lib/chromium.mjs';
import { Problem } from '../lib/say.mjs';
import { run } from '../lib/processes.mjs';
import { withPortal } from '../lib/withPortal.mjs';
import { prepare } from '../bootstrap/prepare.mjs';

/**
 * `yarn screenshots [playwright arguments]`: takes the pictures of
 * docs/screenshots anew, from a portal of its own.
 */
export async function task(args) {
  const tools = await prepare();
  const chromium = findChromium();
  if (!chromium) {
    throw new Problem(
      'Screenshots need Chromium and none was found: install one, or set CHROMIUM_PATH.',
    );
  }
  return withPortal(tools, 'screenshots', env =>
    run(
      tools.node,
      [
        inRoot('node_modules/@playwright/test/cli.js'),
        'test',
        '--project=screenshots',
        '--reporter=list',
        ...args,
      ],
      { env: { ...env, CHROMIUM_PATH: chromium } },
    ),
  );
}

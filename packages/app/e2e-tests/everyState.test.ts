import { ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import path from 'node:path';
import { expectAccessible } from './support/expectAccessible';
import { expect, test } from './support/journey';

/** Pages of the plugin's dev app, one for each state of the tab. */
const states = [
  'ready',
  'partial',
  'stale',
  'unknown',
  'crowd',
  'empty',
  'loading',
  'missing',
  'noMatch',
  'scaledDown',
  'forbidden',
  'failed',
];

const plugin = path.resolve(__dirname, '../../../plugins/zero-trust');
const cli = path.resolve(
  __dirname,
  '../../../node_modules/@backstage/cli/bin/backstage-cli',
);

const freePort = () =>
  new Promise<number>(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' ? address?.port : undefined;
      server.close(() => resolve(port ?? 0));
    });
  });

test.describe('the dev app, without any cluster', () => {
  const started: { app?: ChildProcess; url: string } = { url: '' };

  test.beforeAll(async () => {
    const port = await freePort();
    const url = `http://localhost:${port}`;
    started.url = url;
    started.app = spawn(
      process.execPath,
      [cli, 'package', 'start', '--config', 'dev/app-config.yaml'],
      {
        cwd: plugin,
        env: {
          ...process.env,
          APP_CONFIG_app_baseUrl: JSON.stringify(url),
          APP_CONFIG_app_listen_port: String(port),
        },
        stdio: 'ignore',
        // A group of its own, so that nothing that it starts is left behind.
        detached: true,
      },
    );
    await expect
      .poll(
        () =>
          fetch(url).then(
            ({ ok }) => ok,
            () => false,
          ),
        { timeout: 110_000 },
      )
      .toBe(true);
  });

  test.afterAll(() => {
    if (started.app?.pid) process.kill(-started.app.pid);
  });

  for (const theme of ['light', 'dark'] as const) {
    for (const state of states) {
      test(`shows the state ${state} so that everybody can read it (${theme})`, async ({
        page,
      }) => {
        await page.addInitScript(chosen => {
          localStorage.setItem('theme', chosen);
        }, theme);
        await page.goto(`${started.url}/${state}`);
        await expect(page.locator('#zero-trust')).toBeVisible({
          timeout: 60_000,
        });
        await expectAccessible(page, '#zero-trust');
      });
    }

    test(`shows the rule that decided so that everybody can read it (${theme})`, async ({
      page,
    }) => {
      await page.addInitScript(chosen => {
        localStorage.setItem('theme', chosen);
      }, theme);
      await page.goto(`${started.url}/ready`);
      const callers = page.getByRole('region', { name: 'Who can call this' });
      await callers
        .getByRole('button', { name: /^Show the evidence/ })
        .first()
        .click();
      await callers
        .getByRole('button', { name: /allow-checkout-to-payment as YAML/ })
        .first()
        .click();
      await expect(callers.getByText('Argo CD')).toBeVisible();
      await expectAccessible(page, '#zero-trust');
    });
  }
});

import { Page } from '@playwright/test';
import { ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import path from 'node:path';
import { expectAccessible } from './support/expectAccessible';
import { expect, test } from './support/journey';

/** What is ours of a page of the dev app: the tab, and the card below it. */
const content = '#of-the-plugin';

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
    test.describe(`in the ${theme} theme`, () => {
      // Loaded once: between the states one goes as a reader does.
      let page: Page;

      test.beforeAll(async ({ browser }) => {
        page = await (await browser.newContext()).newPage();
        await page.addInitScript(chosen => {
          localStorage.setItem('theme', chosen);
        }, theme);
        await page.goto(`${started.url}/${states[0]}`);
        await expect(page.locator(content)).toBeVisible({ timeout: 60_000 });
      });

      const go = async (state: string) => {
        await page.locator(`a[href="/${state}"]`).click();
        await expect(page).toHaveURL(`${started.url}/${state}`);
        // Sections further down load when they come into sight.
        await expect(
          page.locator('#callers').getByRole('status', { name: 'Loading' }),
        ).toHaveCount(0);
        await expect(
          page.getByRole('link', { name: 'Open the zero trust tab' }),
        ).toBeVisible();
      };

      states.forEach(state =>
        test(`shows the state ${state} so that everybody can read it`, async () => {
          await go(state);
          await expectAccessible(page, content);
        }),
      );

      test('shows the rule that decided so that everybody can read it', async () => {
        await go('ready');
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
        await expectAccessible(page, '#callers');
      });
    });
  }
});

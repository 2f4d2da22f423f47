import { defineConfig } from '@playwright/test';

/**
 * Browser journeys through the real portal. `yarn test:e2e` starts clusters,
 * backend and app and says where they are; nothing is downloaded.
 */
export default defineConfig({
  testDir: 'packages/app/e2e-tests',
  projects: [
    { name: 'journeys', testMatch: '**/*.test.ts' },
    // Writes docs/screenshots; see `yarn screenshots`.
    {
      name: 'screenshots',
      testMatch: '**/*.shots.ts',
      use: { viewport: { width: 1280, height: 900 } },
    },
  ],
  outputDir: '.cache/e2e-results',
  // The journeys change the same demo clusters, so they take turns.
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  reporter: [['list'], ['json']],
  use: {
    baseURL: process.env.PORTAL_URL,
    actionTimeout: 20_000,
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    viewport: { width: 1440, height: 1000 },
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-quic',
        '--no-first-run',
      ],
    },
  },
});

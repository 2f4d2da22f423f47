import { expect, Page } from '@playwright/test';
import { readFileSync } from 'node:fs';

const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly impact?: string | null;
  readonly help: string;
  readonly nodes: readonly {
    readonly html: string;
    readonly failureSummary?: string;
  }[];
}

/**
 * Expects axe to find nothing serious and nothing critical in what our tab
 * shows now. `include` is the part of the page that is ours.
 */
export async function expectAccessible(page: Page, include: string) {
  await settled(page);
  if (!(await page.evaluate(() => 'axe' in window))) {
    await page.evaluate(axeSource);
  }
  const violations = await page.evaluate(async selector => {
    const { axe } = window as unknown as {
      axe: {
        run(
          context: unknown,
          options: unknown,
        ): Promise<{ violations: Violation[] }>;
      };
    };
    const result = await axe.run(
      { include: [selector] },
      { resultTypes: ['violations'] },
    );
    return result.violations;
  }, include);
  const grave = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => ({
      id,
      help,
      where: nodes
        .slice(0, 3)
        .map(({ html, failureSummary }) => `${html}\n${failureSummary}`),
    }));
  expect(grave, 'what axe finds serious or critical').toEqual([]);
}

/** Half faded in, text has a contrast that nobody is left to read with. */
async function settled(page: Page) {
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        ({ playState, effect }) =>
          playState !== 'running' ||
          effect?.getComputedTiming().iterations === Infinity,
      ),
  );
}

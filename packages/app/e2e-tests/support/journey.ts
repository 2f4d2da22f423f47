import { test as base, expect, Locator, Page } from '@playwright/test';
import { DemoClusters } from './DemoClusters';

/** What the portal remembers in the browser about its reader. */
export type Theme = 'light' | 'dark';

/** The entity tab "Zero trust" as a reader meets it. */
export class ZeroTrustTab {
  constructor(readonly page: Page) {}

  /** Opens the tab of a component from the catalog's address, signed in as a guest. */
  async open(component: string, theme: Theme = 'light') {
    await this.page.addInitScript(chosen => {
      localStorage.setItem('theme', chosen);
    }, theme);
    await this.page.goto(`/catalog/default/component/${component}`);
    const enter = this.page.getByRole('button', { name: 'Enter' });
    const tab = this.page
      .getByRole('navigation', { name: 'Content navigation' })
      .getByRole('link', { name: 'Zero trust', exact: true });
    // A cold portal compiles its first page while this waits.
    await expect(enter.or(tab).first()).toBeVisible({ timeout: 60_000 });
    if (await enter.isVisible()) await enter.click();
    await tab.click();
  }

  /** One section by its heading. */
  section(name: string): Locator {
    return this.page.getByRole('region', { name, exact: true });
  }

  /** The line of the summary that is about one cluster. */
  summaryOf(cluster: string): Locator {
    return this.section('Summary')
      .getByRole('listitem')
      .filter({ hasText: new RegExp(`^${cluster} `) });
  }

  /** Rows of a table of permissions that say all of these texts. */
  rows(section: string, ...texts: string[]): Locator {
    return texts.reduce(
      (rows, text) => rows.filter({ hasText: text }),
      this.section(section).getByRole('row'),
    );
  }

  /** Those rows whose outcome is this one, whatever their layers say. */
  withOutcome(rows: Locator, outcome: 'Allowed' | 'Denied'): Locator {
    return rows.filter({
      has: this.page.getByRole('cell', { name: new RegExp(`^${outcome}`) }),
    });
  }
}

/** Journeys start on a demo world in which every cluster runs. */
export const test = base.extend<{ tab: ZeroTrustTab; clusters: DemoClusters }>({
  tab: ({ page }, provide) => provide(new ZeroTrustTab(page)),
  clusters: async ({}, provide) => {
    const clusters = new DemoClusters(process.env.ZTN_DEMO_DIR ?? '.demo');
    await provide(clusters);
    await clusters.recover('prod-eu');
    await clusters.recover('prod-us');
  },
});

export { expect };

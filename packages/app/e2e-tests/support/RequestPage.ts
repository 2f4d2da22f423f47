import { expect, Locator, Page } from '@playwright/test';

/** Goes to the requests from any page of `/zero-trust`. */
export const openRequests = (page: Page) =>
  page.getByRole('tab', { name: 'Requests' }).click();

/** The page of one request as its requester meets it. */
export class RequestPage {
  constructor(readonly page: Page, private readonly sentence: string) {}

  /** Goes there from wherever the reader is in the portal. */
  async openFromList() {
    await openRequests(this.page);
    await this.page.getByLabel('Show').selectOption({ label: 'Asked by you' });
    await this.page.getByRole('link', { name: this.sentence }).click();
  }

  /** How it stands: state, reason, and why somebody must look. */
  get standing(): Locator {
    return this.page.getByRole('region', { name: this.sentence, exact: true });
  }

  /** Why somebody must look. */
  get alarm(): Locator {
    return this.standing.getByRole('alert');
  }

  /** Who asked for what, its pull requests and its reviews. */
  get facts(): Locator {
    return this.page.getByRole('region', { name: 'The request' });
  }

  /** One step on the way, such as `Approved`. */
  step(name: string): Locator {
    return this.standing
      .getByRole('list', { name: 'How far it is' })
      .getByRole('listitem')
      .filter({ hasText: name });
  }

  /** Everything that happened. */
  get history(): Locator {
    return this.page.getByRole('list', { name: 'What happened' });
  }

  /** What speaks against it. */
  get findings(): Locator {
    return this.page.getByRole('list', {
      name: 'What speaks against it, or is worth knowing',
    });
  }

  /** Expects no icon and no word of how it stands to be green. */
  async expectNothingGreen() {
    const green = await this.standing.evaluate(region =>
      [...region.querySelectorAll('*')].flatMap(element => {
        const [red = 0, value = 0, blue = 0] = (
          getComputedStyle(element).color.match(/\d+/g) ?? []
        ).map(Number);
        return value > red + 20 && value > blue + 20
          ? [element.textContent]
          : [];
      }),
    );
    expect(green, 'what is green').toEqual([]);
  }
}

import axe from 'axe-core';

/**
 * Expects axe to find nothing serious and nothing critical. Colours and whole
 * pages are left to the browser journeys: there is no paint here, and axe takes
 * half a minute for a page.
 */
export async function expectAccessible(container: Element) {
  const { violations } = await axe.run(container, {
    rules: { 'color-contrast': { enabled: false } },
  });
  expect(
    violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes[0].html}`),
  ).toEqual([]);
}

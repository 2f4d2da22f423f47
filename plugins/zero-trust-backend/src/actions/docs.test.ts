import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { mockServices } from '@backstage/backend-test-utils';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { AccessActionParts, ActionParts } from './ActionParts';
import { registerActions } from './registerActions';

const page = readFileSync(
  resolve(__dirname, '../../../../docs/agents.md'),
  'utf8',
);

/** Registered without being invoked: what answers them is not needed. */
async function registered() {
  const actionsRegistry = actionsRegistryServiceMock();
  const parts = { actionsRegistry, auditor: mockServices.auditor.mock() };
  registerActions(
    parts as unknown as ActionParts,
    parts as unknown as AccessActionParts,
  );
  return (await actionsRegistry.list()).actions;
}

it('has a row for every action, and no other', async () => {
  const rows = Array.from(
    page.matchAll(/^\| `zero-trust:([a-z-]+)` /gm),
    ([, name]) => name,
  );
  expect(rows).toEqual((await registered()).map(({ name }) => name));
});

it('tells agents of every action what it is for and what each field means', async () => {
  for (const { description, schema } of await registered()) {
    expect(description.trim().length).toBeGreaterThan(80);
    expect(schema.input).toMatchObject({
      type: 'object',
      additionalProperties: false,
    });
    expect(schema.output).toMatchObject({ type: 'object' });
  }
});

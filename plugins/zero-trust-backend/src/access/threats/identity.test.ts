import { waitFor } from '../../testing/waitFor';
import {
  accessEntities,
  codeOf,
  draft,
  requestsRoot,
  storeManifests,
  useAccess,
} from '../testing/useAccess';

jest.setTimeout(60_000);

describe('T17: an end that is another one than the one that was looked at', () => {
  const start = useAccess();
  type Shop = Awaited<ReturnType<typeof start>>;
  const drafted = async (shop: Shop) =>
    (await shop.post(requestsRoot, draft, 'carla')).body;
  const submit = (
    shop: Shop,
    { id, version, preview }: Awaited<ReturnType<typeof drafted>>,
  ) =>
    shop.post(
      `${requestsRoot}/${id}/submit`,
      { version, previewHash: preview.hash },
      'carla',
    );

  it('W23: is refused at the submit when the service account has changed', async () => {
    const shop = await start();
    const request = await drafted(shop);
    shop.cluster.apply(
      storeManifests.replace(
        'serviceAccountName: cart',
        'serviceAccountName: somebody-else',
      ),
    );
    await waitFor(async () => {
      const { body } = await shop.get(
        `${requestsRoot}/options?caller=component:default/cart&callee=component:default/payment`,
        'carla',
      );
      expect(body.caller.identities[0].serviceAccount).toBe('somebody-else');
    });
    const refused = await submit(shop, request);
    // The identity is part of what was drafted, and nobody has it any more.
    expect(codeOf(refused)).toEqual([400, 'IDENTITY_UNRESOLVED']);
    expect(shop.host.pulls).toEqual([]);
  });

  it('W23: is refused at the submit when another entity has the name', async () => {
    const shop = await start();
    const request = await drafted(shop);
    const cart = shop.entities.find(({ metadata }) => metadata.name === 'cart');
    cart!.metadata.uid = 'another-one-of-that-name';
    expect(codeOf(await submit(shop, request))).toEqual([409, 'PREVIEW_STALE']);
    expect(shop.host.pulls).toEqual([]);
    // Saved once more, it is about the entity of today, and may go.
    const saved = await shop.patch(
      `${requestsRoot}/${request.id}`,
      { version: request.version },
      'carla',
    );
    expect((await submit(shop, saved.body)).status).toBe(202);
  });

  it('W23: is not found at the submit when the entity is gone', async () => {
    const entities = accessEntities();
    const shop = await start({ entities });
    const request = await drafted(shop);
    const index = entities.findIndex(
      ({ metadata }) => metadata.name === 'cart',
    );
    entities.splice(index, 1);
    expect((await submit(shop, request)).status).toBe(404);
    expect(shop.host.pulls).toEqual([]);
  });
});

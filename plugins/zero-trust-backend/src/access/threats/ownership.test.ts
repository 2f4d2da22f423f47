import { Entity } from '@backstage/catalog-model';
import {
  accessEntities,
  cartToPayment,
  codeOf,
  draft,
  requestsRoot,
  useAccess,
} from '../testing/useAccess';

jest.setTimeout(60_000);

const wide = { ...cartToPayment, rules: [{ port: 8080 }, { port: 9090 }] };

/** Everything that writes, of a request that is there, as the body it takes. */
const writes = (id: string, version: number, previewHash = 'any') =>
  [
    ['patch', `${requestsRoot}/${id}`, { version, spec: wide }],
    ['post', `${requestsRoot}/${id}/submit`, { version, previewHash }],
    ['post', `${requestsRoot}/${id}/rebase`, { version }],
    ['post', `${requestsRoot}/${id}/supersede`, { version, spec: wide }],
    ['post', `${requestsRoot}/${id}/cancel`, { version }],
  ] as const;

describe('T6: writing for a caller that is not one’s own', () => {
  const start = useAccess();
  type Shop = Awaited<ReturnType<typeof start>>;
  const write = (
    shop: Shop,
    [method, path, body]: ReturnType<typeof writes>[number],
    who: string,
  ) =>
    method === 'patch'
      ? shop.patch(path, body, who)
      : shop.post(path, body, who);
  /** The cart goes to another team, of which carla is no member. */
  const giveAway = (entities: Entity[]) => {
    const cart = entities.find(({ metadata }) => metadata.name === 'cart');
    cart!.relations = [
      { type: 'ownedBy', targetRef: 'group:default/other-team' },
    ];
  };

  it('W1: is refused by the id of a draft, whoever the permission framework lets in', async () => {
    const shop = await start({ policy: () => true });
    const { body } = await shop.post(requestsRoot, draft, 'carla');
    for (const one of writes(body.id, body.version)) {
      // An owner of the called service, who may read it.
      expect((await write(shop, one, 'pia')).status).toBe(403);
    }
    expect(await shop.request(body.id)).toMatchObject({
      version: body.version,
      state: body.state,
    });
  });

  it('W1: is refused by the id of an open request', async () => {
    const shop = await start({ policy: () => true });
    const { id, version } = await shop.opened();
    for (const one of writes(id, version)) {
      expect((await write(shop, one, 'pia')).status).toBe(403);
    }
    expect(await shop.request(id)).toMatchObject({ version, state: 'open' });
    expect(shop.host.pulls).toHaveLength(1);
  });

  it('W1: is refused at the submit to who asked, once the caller is another team’s', async () => {
    const entities = accessEntities();
    const shop = await start({ entities });
    const { body } = await shop.post(requestsRoot, draft, 'carla');
    giveAway(entities);
    const refused = await shop.post(
      `${requestsRoot}/${body.id}/submit`,
      { version: body.version, previewHash: body.preview.hash },
      'carla',
    );
    expect(codeOf(refused)).toEqual([403, 'NOT_OWNER_OF_CALLER']);
    expect(shop.host.pulls).toEqual([]);
  });

  it.each(['patch', 'rebase', 'supersede'])(
    'W1: is refused at a %s to who asked, once the caller is another team’s',
    async action => {
      const entities = accessEntities();
      const shop = await start({ entities });
      const { id, version } = await shop.opened();
      giveAway(entities);
      const one = writes(id, version).find(
        ([method, path]) => method === action || path.endsWith(action),
      );
      expect(codeOf(await write(shop, one!, 'carla'))).toEqual([
        403,
        'NOT_OWNER_OF_CALLER',
      ]);
      expect(await shop.request(id)).toMatchObject({ version, state: 'open' });
    },
  );
});

import {
  cartToPayment,
  codeOf,
  draft,
  policySource,
  requestsRoot,
  useAccess,
  why,
} from './testing/useAccess';

jest.setTimeout(60_000);

describe('asking for access', () => {
  const start = useAccess();

  it('tells how many callers there are, and that one more comes', async () => {
    const shop = await start();
    const { effect } = await shop.preview('carla');
    expect(effect.inboundAfter).toBe(effect.inboundBefore + 1);
  });

  it('W2: makes one request of two, and lets the second one watch', async () => {
    const shop = await start();
    const first = await shop.opened('carla');
    const second = await shop.ask('carl');
    expect(second).toMatchObject({
      id: first.id,
      deduplicated: true,
      requester: 'user:default/carla',
      watchers: ['user:default/carl'],
    });
    expect(shop.host.pulls).toHaveLength(1);
    // The order in which it is said makes no other request.
    const twice = { ...cartToPayment, rules: [{ port: 8080 }, { port: 8080 }] };
    expect(await shop.ask('carl', twice)).toMatchObject({ id: first.id });
  });

  it('W2: refuses what an open request asks for already, and more', async () => {
    const shop = await start();
    const wide = { ...cartToPayment, rules: [{ port: 8080 }, { port: 9090 }] };
    const first = await shop.opened('carla', wide);
    const { hash } = await shop.preview('carl');
    const narrow = await shop.post(
      requestsRoot,
      { ...draft, submit: true, previewHash: hash },
      'carl',
    );
    expect(codeOf(narrow)).toEqual([409, 'ALREADY_COVERED']);
    expect(narrow.body.error.details).toMatchObject({ id: first.id });
  });

  it('W3: answers the same key with the same request, and refuses another body', async () => {
    const shop = await start();
    const [one, two] = [
      await shop.postWith(requestsRoot, draft, 'carla', 'key'),
      await shop.postWith(requestsRoot, draft, 'carla', 'key'),
    ];
    expect([one.status, two.status]).toEqual([201, 200]);
    expect(two.body).toMatchObject({ id: one.body.id, deduplicated: true });
    const other = { ...draft, justification: `${why}, and soon` };
    expect(
      codeOf(await shop.postWith(requestsRoot, other, 'carla', 'key')),
    ).toEqual([422, 'IDEMPOTENCY_MISMATCH']);
    // The key is of one person.
    expect(
      (await shop.postWith(requestsRoot, other, 'carl', 'key')).status,
    ).toBe(201);
  });

  it('goes from a draft over a change to a pull request', async () => {
    const shop = await start();
    const { body } = await shop.post(requestsRoot, draft, 'carla');
    const changed = await shop.patch(
      `${requestsRoot}/${body.id}`,
      {
        version: body.version,
        spec: { ...cartToPayment, rules: [{ port: 9090 }] },
      },
      'carla',
    );
    expect(changed.body).toMatchObject({
      state: 'validated',
      version: body.version + 1,
      spec: { rules: [{ port: 9090 }] },
    });
    const stale = await shop.post(
      `${requestsRoot}/${body.id}/submit`,
      { version: changed.body.version, previewHash: body.preview.hash },
      'carla',
    );
    expect(codeOf(stale)).toEqual([409, 'PREVIEW_STALE']);
    const submitted = await shop.post(
      `${requestsRoot}/${body.id}/submit`,
      {
        version: changed.body.version,
        previewHash: changed.body.preview.hash,
      },
      'carla',
    );
    expect(submitted.status).toBe(202);
    await shop.until(body.id, 'open');
    expect(shop.host.pulls).toHaveLength(1);
  });

  it('T14: refuses a preview that is no longer true', async () => {
    const shop = await start();
    const { hash, manifests, parts } = await shop.preview();
    const [file] = parts[0].files;
    // Another file of that place appears: the plan is to add to it now.
    shop.host.push('pia', 'main', {
      [file.path]: manifests[0].yaml.replace(
        /name: .*/,
        'name: of-somebody-else',
      ),
    });
    const refused = await shop.post(
      requestsRoot,
      { ...draft, submit: true, previewHash: hash },
      'carla',
    );
    expect(codeOf(refused)).toEqual([409, 'PREVIEW_STALE']);
    expect(shop.host.pulls).toEqual([]);
  });

  it('goes on from a base that moved elsewhere', async () => {
    const shop = await start();
    const { hash } = await shop.preview();
    shop.host.push('pia', 'main', { 'clusters/prod/other.yaml': 'a: b\n' });
    const { body } = await shop.post(
      requestsRoot,
      { ...draft, submit: true, previewHash: hash },
      'carla',
    );
    expect((await shop.until(body.id, 'open')).parts).toHaveLength(1);
  });

  it('says early what needs no request, and makes none', async () => {
    const shop = await start();
    const allowed = {
      ...cartToPayment,
      caller: { entityRef: 'component:default/checkout' },
    };
    const entities = shop.entities;
    const checkout = entities.find(e => e.metadata.name === 'checkout')!;
    checkout.relations = [
      { type: 'ownedBy', targetRef: 'group:default/cart-team' },
    ];
    const preview = await shop.preview('carla', allowed);
    expect(preview).toMatchObject({ outcome: 'already_allowed', parts: [] });
    const refused = await shop.post(
      requestsRoot,
      {
        spec: allowed,
        justification: why,
        submit: true,
        previewHash: preview.hash,
      },
      'carla',
    );
    expect(codeOf(refused)).toEqual([409, 'ALREADY_ALLOWED']);
  });

  it('shows the YAML where no source takes it, and opens nothing', async () => {
    const shop = await start({
      policySources: [
        { ...policySource, writable: ['clusters/prod/elsewhere/*.yaml'] },
      ],
    });
    const preview = await shop.preview();
    expect(preview).toMatchObject({ outcome: 'not_locatable', parts: [] });
    expect(preview.manifests[0].yaml).toContain('kind: NetworkPolicy');
    expect(preview.manifests[0].yaml).not.toContain('request-id');
    const { body } = await shop.post(requestsRoot, draft, 'carla');
    expect(body.state).toBe('draft');
    const refused = await shop.post(
      `${requestsRoot}/${body.id}/submit`,
      { version: body.version, previewHash: preview.hash },
      'carla',
    );
    expect(codeOf(refused)).toEqual([409, 'SOURCE_NOT_WRITABLE']);
  });

  it('T3: names branches by its own id, and bases by the configuration', async () => {
    const shop = await start();
    await shop.opened();
    const [{ head, base }] = shop.host.pulls;
    expect(head).toMatch(/^zero-trust\/ar-[0-9a-z]{12}$/);
    expect(base).toBe('main');
  });

  it('offers what a form needs, and says why one may not ask', async () => {
    const shop = await start();
    const options = async (who: string) =>
      (
        await shop.get(
          `${requestsRoot}/options?caller=component:default/cart&callee=component:default/payment`,
          who,
        )
      ).body;
    expect(await options('carla')).toMatchObject({
      clusters: ['prod'],
      caller: {
        identities: [{ namespace: 'store', serviceAccount: 'cart' }],
      },
      callee: { workloads: [{ namespace: 'pay', ports: [{ port: 8080 }] }] },
      sources: [{ id: 'policies' }],
      justificationMin: 20,
      canRequest: true,
    });
    expect(await options('pia')).toMatchObject({
      canRequest: false,
      reason: 'only an owner of the caller may ask for its access',
    });
  });
});

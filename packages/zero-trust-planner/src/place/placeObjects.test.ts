import { anInput, webToOrders, webToOrdersNetwork } from '../testing/edge';
import { memoryTree } from '../testing/memoryTree';
import { placeObjects } from './placeObjects';

const newPath = 'clusters/prod-eu1/shop/policies/web--orders.yaml';

describe('placeObjects', () => {
  it('writes a new file at the path of the template, with its diff', async () => {
    const placement = await placeObjects(anInput(memoryTree({})));
    expect(placement).toMatchObject({ outcome: 'edits', refusals: [] });
    const [{ sourceId, edits }] = placement.parts;
    expect(sourceId).toBe('prod');
    expect(edits).toHaveLength(1);
    expect(edits[0]).toMatchObject({
      path: newPath,
      change: 'add',
      expectBlob: null,
    });
    expect(edits[0].after).toContain('name: zt-shop-web--orders\n');
    expect(edits[0].diff).toMatch(
      /^--- \/dev\/null\n\+\+\+ b\/clusters\/prod-eu1\/shop\/policies\/web--orders\.yaml\n@@ -0,0 \+1,/,
    );
  });

  it('puts the objects of one edge into one file', async () => {
    const placement = await placeObjects(
      anInput(memoryTree({}), { objects: [webToOrders, webToOrdersNetwork] }),
    );
    const [{ edits }] = placement.parts;
    expect(edits.map(({ path }) => path)).toEqual([newPath]);
    expect(edits[0].after?.match(/^---$/gm)).toHaveLength(1);
  });

  it('refuses the whole plan when one object has no place', async () => {
    const placement = await placeObjects(
      anInput(memoryTree({}), {
        objects: [
          webToOrders,
          {
            ...webToOrdersNetwork,
            object: { ...webToOrdersNetwork.object, kind: 'ConfigMap' },
          },
        ],
      }),
    );
    expect(placement).toMatchObject({
      outcome: 'refused',
      parts: [],
      refusals: [
        { code: 'NOT_LOCATABLE', object: 'ConfigMap shop/zt-shop-web--orders' },
      ],
    });
  });
});

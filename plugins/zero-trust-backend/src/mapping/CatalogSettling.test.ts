import { CatalogSettling } from './CatalogSettling';

describe('CatalogSettling', () => {
  let now = 0;
  beforeEach(() => {
    now = 0;
  });
  const settling = (quietMs = 10_000) =>
    new CatalogSettling(quietMs, () => now);
  /** Readings that take no time: at which second, how many, which. */
  const read = (
    catalog: CatalogSettling,
    second: number,
    totalItems: number,
    refs: readonly string[] = ['component:default/a'],
  ) => {
    now = second * 1_000;
    catalog.saw(now, totalItems, refs);
    return catalog.isSettled;
  };

  it('is settled once nothing changed for long enough', () => {
    const catalog = settling();
    expect(read(catalog, 0, 5)).toBe(false);
    expect(read(catalog, 9, 5)).toBe(false);
    expect(read(catalog, 10, 5)).toBe(true);
  });

  it('waits anew after each change, of what names workloads or of the rest', () => {
    const catalog = settling();
    read(catalog, 0, 5);
    expect(read(catalog, 9, 6)).toBe(false);
    expect(read(catalog, 18, 6, ['component:default/b'])).toBe(false);
    expect(read(catalog, 27, 6, ['component:default/b'])).toBe(false);
    expect(read(catalog, 28, 6, ['component:default/b'])).toBe(true);
  });

  it('counts from the end of a slow reading, which may have seen an old state', () => {
    const catalog = settling();
    now = 8_000;
    catalog.saw(0, 5, []);
    expect(read(catalog, 12, 5, [])).toBe(false);
    expect(read(catalog, 18, 5, [])).toBe(true);
  });

  it('never takes an empty catalog for a processed one', () => {
    const catalog = settling(0);
    expect(read(catalog, 100, 0, [])).toBe(false);
    expect(read(catalog, 101, 1)).toBe(true);
  });

  it('stays settled when entities are added later', () => {
    const catalog = settling();
    read(catalog, 0, 5);
    read(catalog, 10, 5);
    expect(read(catalog, 11, 6)).toBe(true);
  });
});

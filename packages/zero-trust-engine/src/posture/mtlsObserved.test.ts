import { ObservedTraffic, observedMtls } from './mtlsObserved';

const window = { asOf: '2026-01-10T12:00:00Z', window: 'PT10M' };
const row = (
  source: string,
  reporter: ObservedTraffic['reporter'],
  security: ObservedTraffic['security'],
  count: number,
): ObservedTraffic => ({
  source,
  destination: 'shop/api',
  reporter,
  security,
  count,
});

/** Public case 12: an observed share and no padlock. */
const series = [
  row('shop/web', 'destination', 'mutual_tls', 90),
  row('unknown', 'destination', 'none', 10),
  row('shop/web', 'source', 'unknown', 90),
];

describe('the observed share of mutual TLS', () => {
  it('is what the receiving side counted, with its window and who sent plaintext', () => {
    expect(observedMtls(series, 'shop/api', window)).toEqual({
      ...window,
      mtlsPercent: 90,
      plaintextPercent: 10,
      unknownPercent: 0,
      plaintextCallers: ['unknown'],
    });
  });

  it('is no number where there was no traffic', () => {
    expect(observedMtls(series, 'shop/db', window)).toMatchObject({
      mtlsPercent: null,
      plaintextPercent: null,
    });
    expect(
      observedMtls(series, 'shop/api', window, 'shop/idle').mtlsPercent,
    ).toBeNull();
  });

  it('takes what a sidecar cannot tell for unknown, and what ztunnel cannot tell for plaintext', () => {
    const odd = row('shop/job', 'destination', 'unknown', 10);
    expect(observedMtls([odd], 'shop/api', window)).toMatchObject({
      unknownPercent: 100,
      plaintextCallers: [],
    });
    expect(
      observedMtls([{ ...odd, ztunnel: true }], 'shop/api', window),
    ).toMatchObject({ plaintextPercent: 100, plaintextCallers: ['shop/job'] });
  });
});

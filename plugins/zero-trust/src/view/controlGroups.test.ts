import { badControls } from '../../dev/fixtures/controls';
import { controlGroups, controlPlaces } from './controlGroups';

describe('controls in words', () => {
  it('folds what passes and counts each state, worst first', () => {
    const { counts, missing, passing } = controlGroups(badControls);
    expect(counts.map(({ state, count }) => `${count} ${state}`)).toEqual([
      '1 fail',
      '1 partial',
      '1 unknown',
      '3 pass',
    ]);
    expect(missing.map(({ state }) => state)).not.toContain('pass');
    expect(passing).toHaveLength(3);
  });

  it('says once what reads the same for several pods', () => {
    const [strict] = badControls.results;
    const [place] = strict.because;
    const placeWith = (params: Record<string, string>) => ({
      ...place,
      params,
    });
    const twice = {
      ...strict,
      because: [
        placeWith({ ...place.params, pod: 'Pod a/1' }),
        placeWith({ ...place.params, pod: 'Pod a/2' }),
        placeWith({ port: '9999' }),
      ],
    };
    expect(controlPlaces(twice).map(({ sentence }) => sentence)).toEqual([
      'Port 8080 takes mutual TLS and plaintext.',
      'Port 9999 takes mutual TLS and plaintext.',
    ]);
  });
});

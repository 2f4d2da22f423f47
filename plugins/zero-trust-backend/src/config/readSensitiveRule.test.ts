import { ConfigReader } from '@backstage/config';
import { readSensitiveRule } from './readSensitiveRule';

describe('readSensitiveRule', () => {
  it('takes the plugin’s annotation where nothing is said', () => {
    expect(readSensitiveRule(undefined)).toEqual({
      annotations: { 'zero-trust/sensitive': 'true' },
      tags: [],
    });
  });

  it('reads annotations whose names have dots', () => {
    const annotations = { 'example.com/data.class': 'card' };
    expect(
      readSensitiveRule(new ConfigReader({ annotations, tags: ['pci'] })),
    ).toEqual({ annotations, tags: ['pci'] });
  });

  it.each([
    [{ annotation: {} }, "zeroTrust.sensitive has no key 'annotation'"],
    [{ annotations: ['x'] }, 'annotations must be texts'],
    [{ annotations: 'x' }, 'annotations must be texts'],
    [{ annotations: { a: true } }, 'annotations must be texts'],
  ])('refuses %j', (config, message) => {
    expect(() => readSensitiveRule(new ConfigReader(config))).toThrow(message);
  });
});

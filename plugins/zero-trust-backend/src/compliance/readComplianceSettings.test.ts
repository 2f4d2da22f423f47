import { ConfigReader } from '@backstage/config';
import { controls, defaultControlSettings } from '@ztn/zero-trust-engine';
import { readComplianceSettings } from './readComplianceSettings';

const read = (data: object) =>
  readComplianceSettings(new ConfigReader({ ...data }));

it('computes every control with its own severity unless told', () => {
  const settings = readComplianceSettings(undefined);
  expect(settings.controls).toEqual(
    controls.map(({ id, severity }) => ({ id, severity })),
  );
  expect(settings.tuning).toEqual(defaultControlSettings);
});

it.each([
  ['P7D', 7],
  [{ days: 7 }, 7],
  [{ weeks: 2 }, 14],
])('reads an age of %j', (permissiveMaxAge, days) => {
  expect(read({ permissiveMaxAge }).tuning.permissiveMaxAgeMs).toBe(
    days * 24 * 60 * 60 * 1_000,
  );
});

it('lets the setting of the control win', () => {
  const { tuning } = read({
    permissiveMaxAge: 'P7D',
    controls: {
      'permissive-age': { maxAge: 'P1D' },
      'pod-security': { level: 'restricted' },
      'node-encryption': { required: true },
      'policy-from-git': { markers: ['example.com/git'] },
    },
  });
  expect(tuning).toEqual({
    permissiveMaxAgeMs: 24 * 60 * 60 * 1_000,
    podSecurityLevel: 'restricted',
    nodeEncryptionRequired: true,
    gitMarkers: ['example.com/git'],
  });
});

it.each([
  [{ controls: { magic: {} } }, /no control 'magic'/],
  [
    { controls: { 'strict-mtls': { level: 'x' } } },
    /strict-mtls has no key 'level'/,
  ],
  [
    { controls: { 'strict-mtls': { severity: 'bad' } } },
    /severity must be one of/,
  ],
  [
    { controls: { 'pod-security': { level: 'none' } } },
    /'baseline' or 'restricted'/,
  ],
])('refuses %j', (data, message) => {
  expect(() => read(data)).toThrow(message);
});

import { Finding } from '@ztn/backstage-plugin-zero-trust-common';
import { clientConflicts } from './clientConflicts';

const aFinding = (code: string): Finding => ({
  code,
  severity: 'high',
  object: 'DestinationRule shop/api',
  workloads: ['shop/Deployment/api'],
  params: {},
});
const breaks = aFinding('destination-rule-breaks-strict');
const unread = { kind: 'DestinationRule', reason: 'forbidden' };

it('keeps what DestinationRules make callers send wrongly', () => {
  expect(
    clientConflicts({
      findings: [breaks, aFinding('identity-shared')],
      gaps: [],
    }),
  ).toEqual({ state: 'conflicts', findings: [breaks] });
});

it('says that there is none only when all of them were read', () => {
  expect(clientConflicts({ findings: [], gaps: [] })).toEqual({
    state: 'none',
  });
  expect(clientConflicts({ findings: [], gaps: [unread] })).toEqual({
    state: 'unknown',
  });
});

it('tells a conflict that is known although others may be missing', () => {
  expect(clientConflicts({ findings: [breaks], gaps: [unread] }).state).toBe(
    'conflicts',
  );
});

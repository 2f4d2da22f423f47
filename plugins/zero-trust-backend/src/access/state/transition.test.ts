import { accessRequestStateSchema } from '@ztn/backstage-plugin-zero-trust-common';
import { eventOfParts } from './stateOfParts';
import {
  endedStates,
  isActive,
  pullStates,
  RequestEvent,
  transition,
} from './transition';

const states = accessRequestStateSchema.options;

describe('transition', () => {
  it.each([
    ['draft', 'planned', 'validated'],
    ['validated', 'unplanned', 'draft'],
    ['validated', 'submitted', 'submitting'],
    ['submitting', 'pulls-opened', 'open'],
    ['submitting', 'already-in-git', 'merged'],
    ['submitting', 'failed', 'failed'],
    ['failed', 'submitted', 'submitting'],
    ['open', 'changes-requested', 'changes_requested'],
    ['changes_requested', 'unapproved', 'open'],
    ['changes_requested', 'approved', 'approved'],
    ['open', 'approved', 'approved'],
    ['approved', 'unapproved', 'open'],
    ['approved', 'merged', 'merged'],
    ['open', 'merged', 'merged'],
    ['open', 'merged-unapproved', 'merged'],
    ['open', 'closed', 'rejected'],
    ['approved', 'cancelled', 'cancelled'],
    ['open', 'edited', 'open'],
    ['open', 'reminded', 'open'],
    ['changes_requested', 'edited', 'open'],
    ['approved', 'edited', 'open'],
    ['open', 'superseded', 'superseded'],
    ['open', 'expired', 'expired'],
    ['merged', 'sync-started', 'syncing'],
    ['syncing', 'effective', 'effective'],
    ['effective', 'lost', 'effective'],
  ] as const)('takes %s by %s to %s', (from, event, to) => {
    expect(transition(from, event)?.state).toBe(to);
  });

  it.each([
    ['merged', 'cancelled'],
    ['effective', 'cancelled'],
    ['open', 'submitted'],
    ['rejected', 'approved'],
    ['syncing', 'closed'],
    ['draft', 'merged'],
    ['merged', 'edited'],
    ['effective', 'superseded'],
  ] as const)('knows no way from %s by %s', (from, event) => {
    expect(transition(from, event)).toBeUndefined();
  });

  it('leaves no ended state by anything', () => {
    const events: readonly RequestEvent[] = [
      'submitted',
      'approved',
      'merged',
      'cancelled',
      'effective',
    ];
    for (const state of endedStates) {
      expect(events.map(event => transition(state, event))).toEqual(
        events.map(() => undefined),
      );
    }
  });

  it('alarms about a merge without approval from every open state', () => {
    for (const state of pullStates) {
      expect(transition(state, 'merged-unapproved')?.effects).toContain(
        'alarm-unapproved',
      );
    }
  });

  it('holds what is asked for while it may still come into force', () => {
    expect(states.filter(isActive)).toEqual([
      'submitting',
      'open',
      'changes_requested',
      'approved',
      'merged',
      'syncing',
      'effective',
      'verified',
    ]);
  });
});

describe('eventOfParts', () => {
  const of = (
    parts: Parameters<typeof eventOfParts>[0]['parts'],
    approved = false,
    mergedApproved = true,
  ) => eventOfParts({ parts, approved, mergedApproved });

  it.each([
    [['open'], false, 'unapproved'],
    [['approved'], true, 'approved'],
    [['approved', 'open'], false, 'unapproved'],
    [['merged', 'open'], false, 'unapproved'],
    [['changes_requested', 'approved'], false, 'changes-requested'],
    [['merged', 'merged'], true, 'merged'],
    [['closed', 'open'], false, 'closed'],
    [['closed', 'merged'], false, 'part-closed-part-merged'],
  ] as const)('reads %j as %s', (parts, approved, event) => {
    expect(of(parts, approved)).toBe(event);
  });

  it('tells a merge that nobody approved apart', () => {
    expect(of(['merged'], false, false)).toBe('merged-unapproved');
  });

  it('says nothing without parts', () => {
    expect(of([])).toBeUndefined();
  });
});

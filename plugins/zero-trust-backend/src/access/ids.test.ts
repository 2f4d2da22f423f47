import { idSequence, newId, shortIdOf } from './ids';

const now = new Date('2026-11-28T10:00:00.000Z');

describe('ids', () => {
  it('are 26 characters that may stand in branches and comments', () => {
    const id = newId(now);
    expect(id).toMatch(/^[0-9a-z]{26}$/);
    expect(shortIdOf(id)).toMatch(/^[0-9a-z]{12}$/);
  });

  it('sort by time, and within a millisecond as they were given out', () => {
    const next = idSequence();
    const ids = [
      ...Array.from({ length: 100 }, () => next(now)),
      next(new Date(now.getTime() + 1)),
      // A clock that was set back.
      next(new Date(now.getTime() - 60_000)),
    ];
    expect(ids).toEqual([...ids].sort());
    expect(new Set(ids).size).toBe(ids.length);
  });
});

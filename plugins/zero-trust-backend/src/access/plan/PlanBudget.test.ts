import { PlanBudget } from './PlanBudget';

/** A budget over time that passes only as the test says. */
function aBudget(budgetMs?: number) {
  let now = 0;
  const turns: number[] = [];
  const budget = new PlanBudget(
    {
      busyMs: () => now,
      turn: async () => {
        turns.push(now);
      },
    },
    budgetMs,
  );
  function* work(pieces: number, each: number) {
    for (let piece = 0; piece < pieces; piece += 1) {
      now += each;
      yield;
    }
    return now;
  }
  return { budget, turns, work };
}

describe('PlanBudget', () => {
  it('T13 lets others run whenever work has taken its slice', async () => {
    const { budget, turns, work } = aBudget();
    expect(await budget.run(work(20, 15))).toBe(300);
    // Three pieces are a slice; nobody waits for longer than one more piece.
    expect(turns).toEqual([45, 90, 135, 180, 225, 270]);
  });

  it('keeps nobody waiting for work that is short', async () => {
    const { budget, turns, work } = aBudget();
    await budget.run(work(2, 15));
    expect(turns).toEqual([]);
  });

  it('T13 gives work up that takes longer than it may, and says so', async () => {
    const { budget, turns, work } = aBudget();
    await expect(budget.run(work(1_000_000, 50))).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      code: 'PLAN_TIMEOUT',
      message: expect.stringContaining('longer than 10 seconds'),
    });
    expect(turns.length).toBeLessThan(201);
  });

  it('counts all work of one plan together', async () => {
    const { budget, work } = aBudget();
    await budget.run(work(1, 9_000));
    await budget.breathe();
    await expect(budget.run(work(2, 600))).rejects.toMatchObject({
      code: 'PLAN_TIMEOUT',
    });
  });

  it('gives longer to work for which nobody waits', async () => {
    const { budget, work } = aBudget(60_000);
    expect(await budget.run(work(50, 1_000))).toBe(50_000);
  });
});

import { planAccess, planSteps } from './planAccess';
import {
  closed,
  engineOver,
  getOrders,
  goalOf,
  ordersIsolatedInMesh,
  port8080,
  shop,
} from './testing/world';

const meshed = () => engineOver(shop('sidecar', ordersIsolatedInMesh));
const networked = () =>
  engineOver(
    shop(
      'none',
      closed('shop', 'orders', 'Ingress'),
      closed('shop', 'web', 'Egress'),
    ),
  );

describe('a plan in pieces', () => {
  it.each([
    ['in a mesh', meshed, getOrders],
    ['in a network', networked, port8080],
  ])('comes to the same as one at once, %s', (_, engine, rule) => {
    const goal = goalOf([rule]);
    const steps = planSteps({ engine: engine(), goal });
    let pieces = 1;
    let step = steps.next();
    for (; !step.done; step = steps.next()) pieces += 1;
    expect(step.value).toEqual(planAccess({ engine: engine(), goal }));
    expect(step.value.outcome).toBe('change');
    // Each guardrail, each workload's rows before and after, each compile.
    expect(pieces).toBeGreaterThan(30);
  });

  it('can be given up at any of them', () => {
    const steps = planSteps({ engine: meshed(), goal: goalOf() });
    steps.next();
    expect(steps.return(undefined as never).done).toBe(true);
    expect(steps.next().done).toBe(true);
  });
});

import { setImmediate as turn } from 'node:timers/promises';
import { mockServices } from '@backstage/backend-test-utils';
import {
  assessWorkload,
  buildSnapshot,
  compile,
  RawObject,
} from '@ztn/zero-trust-engine';
import { LabelIndex } from '../mapping/LabelIndex';
import { AnswerWarmer } from './AnswerWarmer';
import { ClusterSnapshot } from './ClusterSnapshot';
import { SnapshotAnswers } from './SnapshotAnswers';

const pod = (name: string): RawObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { namespace: 'shop', name },
  spec: { containers: [] },
});

function snapshotWith(
  generation: number,
  ...names: readonly string[]
): ClusterSnapshot {
  const objects = names.map(pod);
  const rebuild = () => compile(buildSnapshot({ cluster: 'prod', objects }));
  const engine = rebuild();
  const labels = new LabelIndex(engine.snapshot, objects);
  return { cluster: 'prod', generation, engine, labels, objects, rebuild };
}

describe('answers after a swap', () => {
  const start = () => {
    const time = { ms: 0 };
    const answers = new SnapshotAnswers();
    const worked = jest.spyOn(answers, 'posture');
    const logger = mockServices.logger.mock();
    const warmer = new AnswerWarmer(answers, () => time.ms, logger);
    /** As many turns as a small cluster can take. */
    const settle = async () => {
      for (let turns = 0; turns < 200; turns += 1) await turn();
    };
    return { time, worked, warmer, settle };
  };

  it('are worked out for what was looked at and is still there', async () => {
    const { worked, warmer, settle } = start();
    ['shop/Pod/cart', 'shop/Pod/gone'].forEach(key => warmer.note('prod', key));
    const snapshot = snapshotWith(1, 'cart', 'other');
    warmer.swapped(snapshot);
    await settle();
    expect(worked.mock.calls).toEqual([[snapshot, 'shop/Pod/cart']]);
    expect(worked.mock.results[0].value).toBe(
      assessWorkload(snapshot.engine, 'shop/Pod/cart'),
    );
  });

  it('are left to whoever asks when nobody has asked lately', async () => {
    const { time, worked, warmer, settle } = start();
    warmer.note('prod', 'shop/Pod/cart');
    time.ms = 10 * 60_000;
    warmer.swapped(snapshotWith(1, 'cart'));
    await settle();
    expect(worked).not.toHaveBeenCalled();
  });

  it('are those of the newest snapshot alone', async () => {
    const { worked, warmer, settle } = start();
    warmer.note('prod', 'shop/Pod/cart');
    const [old, now] = [snapshotWith(1, 'cart'), snapshotWith(2, 'cart')];
    warmer.swapped(old);
    warmer.swapped(now);
    await settle();
    expect(worked.mock.calls).toEqual([[now, 'shop/Pod/cart']]);
  });
});

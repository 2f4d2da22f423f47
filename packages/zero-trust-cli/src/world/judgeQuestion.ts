import { Connection, Verdict } from '@ztn/zero-trust-engine';
import { parseRef } from '../refs/parseRef';
import { resolveEnd } from '../refs/resolveEnd';
import { chooseCluster, clusterNames } from './chooseCluster';
import { World } from './World';

/** A question as people and programs put it: ends by reference. */
export type Question = Omit<Connection, 'from' | 'to'> & {
  readonly from: string;
  readonly to: string;
};

/** The verdict of one question, in the cluster that its ends name. */
export function judgeQuestion(world: World, question: Question): Verdict {
  const names = clusterNames(world);
  const from = parseRef(question.from, names);
  const to = parseRef(question.to, names);
  const { engine, snapshot } = chooseCluster(world, [from.cluster, to.cluster]);
  return engine.judge({
    ...question,
    from: resolveEnd(from.endpoint, 'from', snapshot),
    to: resolveEnd(to.endpoint, 'to', snapshot),
  });
}

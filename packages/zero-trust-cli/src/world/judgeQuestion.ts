import { Connection, Verdict } from '@ztn/zero-trust-engine';
import { parseRef } from '../refs/parseRef';
import { resolveEnd } from '../refs/resolveEnd';
import { chooseCluster, clusterNames } from './chooseCluster';
import { World, WorldCluster } from './World';

/** A question as people and programs put it: ends by reference. */
export type Question = Omit<Connection, 'from' | 'to'> & {
  readonly from: string;
  readonly to: string;
};

/** A question in the words of one cluster. */
export interface Asked {
  readonly cluster: WorldCluster;
  readonly connection: Connection;
}

/** Finds the cluster that the ends name, and the ends in it. */
export function askedOf(world: World, question: Question): Asked {
  const names = clusterNames(world);
  const from = parseRef(question.from, names);
  const to = parseRef(question.to, names);
  const cluster = chooseCluster(world, [from.cluster, to.cluster]);
  return {
    cluster,
    connection: {
      ...question,
      from: resolveEnd(from.endpoint, 'from', cluster.snapshot),
      to: resolveEnd(to.endpoint, 'to', cluster.snapshot),
    },
  };
}

/** The verdict of one question, in the cluster that its ends name. */
export function judgeQuestion(world: World, question: Question): Verdict {
  const { cluster, connection } = askedOf(world, question);
  return cluster.engine.judge(connection);
}

import { Engine } from '../evaluate/Engine';
import { Finding } from './Finding';

/** One defect or failed protection, looked for in a whole cluster. */
export type FindingCheck = (engine: Engine) => readonly Finding[];

/** Every check; a new one is a file under `findings/` and a line here. */
export const findingChecks: readonly FindingCheck[] = [];

/** All findings of a cluster, check by check. */
export function findingsOf(engine: Engine): readonly Finding[] {
  return findingChecks.flatMap(check => check(engine));
}

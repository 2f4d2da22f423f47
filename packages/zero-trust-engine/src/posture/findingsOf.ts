import { Engine } from '../evaluate/Engine';
import { worstSeverityFirst } from '../vocabulary';
import { Finding } from './Finding';
import { findingContext } from './findings/FindingContext';
import { meshChecks, networkChecks, policyChecks } from './findings';

// Only remembers: an engine never changes, so neither do its findings.
const remembered = new WeakMap<Engine, readonly Finding[]>();

/** All findings of a cluster, worst first, then by object. */
export function findingsOf(engine: Engine): readonly Finding[] {
  const steps = findFindings(engine);
  while (!steps.next().done);
  return remembered.get(engine) ?? [];
}

/**
 * Looks for the findings of a cluster check by check, so that whoever does so may
 * do something else after each. When it is done, `findingsOf` knows them all.
 */
export function* findFindings(engine: Engine): Generator<void, void> {
  if (remembered.has(engine)) return;
  const context = findingContext(engine);
  const checks = [
    ...networkChecks,
    ...policyChecks,
    ...(engine.snapshot.facts.istio.installed === false ? [] : meshChecks),
  ];
  const found: Finding[] = [];
  for (const check of checks) {
    // Somebody else may have been quicker meanwhile.
    if (remembered.has(engine)) return;
    for (const finding of check(context)) found.push(finding);
    yield;
  }
  remembered.set(
    engine,
    found.sort(
      (a, b) =>
        rank(a) - rank(b) ||
        compare(a.object, b.object) ||
        compare(a.code, b.code),
    ),
  );
}

const rank = ({ severity }: Finding) => worstSeverityFirst.indexOf(severity);
const compare = (a: string, b: string) => Number(a > b) - Number(a < b);

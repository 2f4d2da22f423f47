import { Engine } from '../evaluate/Engine';
import { worstSeverityFirst } from '../vocabulary';
import { Finding } from './Finding';
import { findingContext } from './findings/FindingContext';
import { meshChecks, networkChecks, policyChecks } from './findings';

// Only remembers: an engine never changes, so neither do its findings.
const remembered = new WeakMap<Engine, readonly Finding[]>();

/** All findings of a cluster, worst first, then by object. */
export function findingsOf(engine: Engine): readonly Finding[] {
  const findings = remembered.get(engine) ?? look(engine);
  remembered.set(engine, findings);
  return findings;
}

function look(engine: Engine): readonly Finding[] {
  const context = findingContext(engine);
  const checks = [
    ...networkChecks,
    ...policyChecks,
    ...(engine.snapshot.facts.istio.installed === false ? [] : meshChecks),
  ];
  return checks
    .flatMap(check => check(context))
    .sort(
      (a, b) =>
        rank(a) - rank(b) ||
        compare(a.object, b.object) ||
        compare(a.code, b.code),
    );
}

const rank = ({ severity }: Finding) => worstSeverityFirst.indexOf(severity);
const compare = (a: string, b: string) => Number(a > b) - Number(a < b);

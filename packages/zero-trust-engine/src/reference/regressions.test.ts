import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';
import { Endpoint } from '../Connection';
import { parseWorkloadRef } from '../refs';
import {
  endpointOf,
  engineOfManifests,
  nameOfPod,
} from '../testing/oracleQuestions';
import { Certainty, Outcome, leastCertain, strictest } from '../vocabulary';
import { NaiveQuestion, judgeNaively } from './judgeNaively';
import { ManifestCluster } from './manifests';
import { runningPods } from './NaiveFlow';

/** A cluster that once was judged wrongly, and what is right. */
interface Regression {
  readonly rule: string;
  readonly cluster: ManifestCluster;
  readonly cases: readonly (NaiveQuestion & {
    readonly name: string;
    readonly want: Outcome;
    readonly certainty?: Certainty;
  })[];
}

const folder = join(__dirname, 'regressions');

describe.each(readdirSync(folder).sort())('%s', file => {
  const text = readFileSync(join(folder, file), 'utf8');
  const { rule, cluster, cases } = parse(text) as Regression;
  const engine = engineOfManifests(cluster);

  it('says which rule it pins', () => {
    expect(rule.trim()).not.toBe('');
    expect(cases).not.toEqual([]);
  });

  it.each(cases)('$name: $want', ({ name: _name, want, ...rest }) => {
    const { from, to, protocol, port, certainty = 'spec' } = rest;
    const verdict = engine.judge({
      from: endOf(cluster, from),
      to: endOf(cluster, to),
      protocol,
      port,
      http: null,
    });
    expect([verdict.outcome, verdict.certainty]).toEqual([want, certainty]);
    const answers = podsAt(cluster, from).flatMap(source =>
      podsAt(cluster, to).flatMap(target =>
        Object.values(
          judgeNaively(cluster, { from: source, to: target, protocol, port }),
        ),
      ),
    );
    const outcome = strictest(answers.map(a => a.outcome));
    const decisive = answers.filter(a => a.outcome === outcome);
    expect([outcome, leastCertain(decisive.map(a => a.certainty))]).toEqual([
      want,
      certainty,
    ]);
  });
});

/** `namespace/Kind/name` is all pods of an owner, as in the engine. */
function endOf(cluster: ManifestCluster, text: string): Endpoint {
  const ref = parseWorkloadRef(text);
  return ref ? { type: 'workload', ref } : endpointOf(cluster, text);
}

function podsAt(cluster: ManifestCluster, text: string): readonly string[] {
  const ref = parseWorkloadRef(text);
  if (!ref) return [text];
  return runningPods(cluster)
    .filter(
      ({ metadata }) =>
        metadata.namespace === ref.namespace &&
        metadata.ownerReferences?.some(({ name }) => name === ref.name),
    )
    .map(nameOfPod);
}

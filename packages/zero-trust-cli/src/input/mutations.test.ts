import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  ParsedKinds,
  RawObject,
  Snapshot,
  SnapshotBuilder,
  compile,
  findingsOf,
  kindInfo,
  kinds,
} from '@ztn/zero-trust-engine';
import { parse, stringify } from 'yaml';
import { mutate, randomOf } from '../__testUtils__/mutate';
import { findFiles } from './findFiles';
import { ObjectPlaces } from './ObjectPlaces';
import { readDocuments } from './readDocuments';

/** One object of each kind of the demo clusters: small enough to judge whole. */
function sampleOf(folders: readonly string[]): readonly RawObject[] {
  const byKind = new Map<string, RawObject>();
  for (const file of folders.flatMap(findFiles)) {
    const { documents } = readDocuments(file, readFileSync(file, 'utf8'));
    for (const object of new ObjectPlaces(documents).objects) {
      const key = kindOf(object);
      if (key !== undefined && !byKind.has(key)) byKind.set(key, object);
    }
  }
  return [...byKind.values()];
}

function kindOf({ apiVersion, kind }: RawObject): string | undefined {
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
  return kindInfo(group, kind)?.key;
}

const sample = sampleOf(
  ['prod-eu', 'prod-us'].map(cluster =>
    resolve(__dirname, '../../../demo-world/world', cluster),
  ),
);

// What did not change is read and parsed once.
const builder = new SnapshotBuilder();
const documents = sample.map((value, index) => {
  const [document] = readDocuments(`${index}.yaml`, stringify(value)).documents;
  return document;
});

/**
 * Everything up to the messages on stderr: one text in the place of a document,
 * in one file with a document before it and one behind.
 */
function load(
  index: number,
  text: string,
): {
  readonly snapshot: Snapshot;
  /** Whether a message names the text. */
  readonly named: boolean;
  /** Whether the two beside it were read as ever. */
  readonly apart: boolean;
} {
  const beside = 'beside: it\n';
  const read = readDocuments(
    'mutated.yaml',
    [beside, text, beside].join('\n---\n'),
  );
  const [own, others] = [true, false].map(wanted =>
    read.documents.filter(d => (d.place.document === 2) === wanted),
  );
  const places = new ObjectPlaces([
    ...documents.filter((_, i) => i !== index),
    ...own,
  ]);
  const snapshot = builder.build({
    cluster: '',
    objects: places.objects,
    parseYaml: parse,
  });
  const problems = [
    ...read.problems,
    ...places.strangers,
    ...snapshot.gaps.flatMap(gap => places.problemOf(gap) ?? []),
  ];
  return {
    snapshot,
    named: problems.some(({ file }) => file === 'mutated.yaml'),
    apart:
      JSON.stringify(others.map(({ value }) => value)) ===
      JSON.stringify([{ beside: 'it' }, { beside: 'it' }]),
  };
}

/** How many objects of each kind verdicts and findings can see. */
function countsOf(snapshot: Snapshot): ReadonlyMap<string, number> {
  return new Map(
    kinds.map(({ key }) => [
      key,
      snapshot.objects(key as keyof ParsedKinds).length,
    ]),
  );
}

/** All pairs are judged in turn; whole lists of one workload in a while. */
function ask(snapshot: Snapshot, run: number): void {
  const engine = compile(snapshot);
  const { workloads } = snapshot;
  for (const [i, { ref: from }] of workloads.entries()) {
    for (const [j, { ref: to }] of workloads.entries()) {
      if ((i + j + run) % 4 > 0) continue;
      engine.judge({
        from: { type: 'workload', ref: from },
        to: { type: 'workload', ref: to },
        protocol: 'TCP',
        port: 8080,
        http: { method: 'GET', path: '/' },
      });
    }
  }
  if (run % 8 === 0 && workloads.length > 0) {
    const { key } = workloads[run % workloads.length];
    engine.permissions(key, 'ingress');
    engine.permissions(key, 'egress');
  }
  findingsOf(engine);
}

/** The text says nothing any more, or is a document of another kind than it was. */
function isGone(text: string, was: string | undefined): boolean {
  if (text.trim() === '') return true;
  const [document] = readDocuments('one.yaml', text).documents;
  const [object] = new ObjectPlaces(document ? [document] : []).objects;
  return object !== undefined && kindOf(object) !== was;
}

const RUNS = 1000;
const SEED = Number(process.env.ZTN_SEED ?? 20_260_131);

describe('manifests that are wrong in some way', () => {
  it('are a sample of every kind that the demo clusters have', () => {
    expect(sample.length).toBeGreaterThan(25);
  });

  it(`crash nothing, hang nothing and vanish nowhere, ${RUNS} times from seed ${SEED}`, () => {
    const random = randomOf(SEED);
    const before = countsOf(load(0, stringify(sample[0])).snapshot);
    const faults: string[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      const index = Math.floor(random() * sample.length);
      const { name, text } = mutate(sample[index], random);
      const where = `run ${run}: ${name} in ${sample[index].kind}`;
      const started = process.cpuUsage();
      try {
        const { snapshot, named, apart } = load(index, text);
        ask(snapshot, run);
        if (!apart) faults.push(`${where}: other documents suffer`);
        const after = countsOf(snapshot);
        const own = kindOf(sample[index]);
        for (const [kind, count] of before) {
          if (count <= (after.get(kind) ?? 0)) continue;
          if (kind !== own) faults.push(`${where}: a ${kind} is lost as well`);
          else if (!named && !isGone(text, own)) {
            faults.push(`${where}: it vanishes without a word`);
          }
        }
      } catch (error) {
        faults.push(`${where}: ${(error as Error).stack?.slice(0, 600)}`);
      }
      // Of the processor, which others may want at the same time.
      const { user } = process.cpuUsage(started);
      if (user > 5e6) faults.push(`${where}: takes ${user / 1e3} ms`);
    }
    expect(faults).toEqual([]);
  }, 300_000);
});

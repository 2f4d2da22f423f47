import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { Labels, Manifest, PodTemplate } from './Manifest';

// Tests alone use this, always from source.
// eslint-disable-next-line no-restricted-syntax
const worldDir = join(__dirname, '..', '..', 'world');

/** One document and the file it stands in, relative to the world's folder. */
export interface Doc {
  file: string;
  manifest: Manifest;
}

const below = (dir: string): string[] =>
  readdirSync(dir, { withFileTypes: true }).flatMap(entry =>
    entry.isDirectory()
      ? below(join(dir, entry.name))
      : [join(dir, entry.name)],
  );

/** Every file of a folder of the world, with its text. */
export const worldFiles = (folder = ''): { file: string; text: string }[] =>
  below(join(worldDir, folder)).map(path => ({
    file: relative(worldDir, path),
    text: readFileSync(path, 'utf8'),
  }));

/** Every document of a folder of the world: a cluster's name, or `catalog`. */
export const readWorld = (folder: string): Doc[] =>
  worldFiles(folder).flatMap(({ file, text }) =>
    parseAllDocuments(text).map(document => ({
      file,
      manifest: document.toJS() as Manifest,
    })),
  );

/** The story that is told about the world, docs/demo-story.md. */
export const readStory = (): string =>
  readFileSync(
    join(worldDir, '..', '..', '..', 'docs', 'demo-story.md'),
    'utf8',
  );

export const ofKind = (docs: Doc[], ...kinds: string[]): Manifest[] =>
  docs.map(doc => doc.manifest).filter(({ kind }) => kinds.includes(kind));

/** `namespace/Kind/name`, with nothing before the first slash when cluster-scoped. */
export const refOf = ({ kind, metadata }: Manifest): string =>
  `${metadata.namespace ?? ''}/${kind}/${metadata.name}`;

/** The one object with this reference; throws when there is none. */
export const find = (docs: Doc[], ref: string): Manifest => {
  const found = docs.find(doc => refOf(doc.manifest) === ref);
  if (!found) throw new Error(`the world has no '${ref}'`);
  return found.manifest;
};

export const workloadsOf = (docs: Doc[]): Manifest[] =>
  ofKind(docs, 'Deployment', 'StatefulSet', 'DaemonSet', 'CronJob', 'Pod');

export const podTemplateOf = (workload: Manifest): PodTemplate => {
  switch (workload.kind) {
    case 'Pod':
      return workload as unknown as PodTemplate;
    case 'CronJob':
      return workload.spec.jobTemplate.spec.template;
    default:
      return workload.spec.template;
  }
};

export const carries = (
  labels: Labels | undefined,
  wanted: Labels | undefined,
): boolean =>
  Object.entries(wanted ?? {}).every(([key, value]) => labels?.[key] === value);

/** Workloads of a namespace whose pods carry these labels. */
export const selected = (
  docs: Doc[],
  namespace: string | undefined,
  labels: Labels | undefined,
): Manifest[] =>
  workloadsOf(docs).filter(
    workload =>
      workload.metadata.namespace === namespace &&
      carries(podTemplateOf(workload).metadata.labels, labels),
  );

/** Principals that an AuthorizationPolicy names, in order. */
export const principalsOf = (policy: Manifest): string[] =>
  (policy.spec.rules ?? []).flatMap(rule =>
    (rule.from ?? []).flatMap(({ source }) => source.principals ?? []),
  );

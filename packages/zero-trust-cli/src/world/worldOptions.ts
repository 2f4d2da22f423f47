import { existsSync } from 'node:fs';
import {
  OptionValues,
  OptionsConfig,
  textOf,
  textsOf,
} from '../commands/Command';
import { readFacts } from '../input/readFacts';
import { Io } from '../Io';
import { UsageError } from '../UsageError';
import { loadContext } from './loadContext';
import { loadFiles } from './loadFiles';
import { World } from './World';

/** Options by which every command is told where clusters come from. */
export const worldOptions = {
  file: { type: 'string', short: 'f', multiple: true },
  context: { type: 'string', multiple: true },
  kubeconfig: { type: 'string' },
  facts: { type: 'string', multiple: true },
} as const satisfies OptionsConfig;

/** The same for `--help`. */
export const worldHelp = `Where the cluster comes from:
  -f, --file [NAME=]PATH     manifests: a file, or a folder and all below it
                             (.yaml, .yml, .json); repeat to add more. Paths with
                             the same NAME are one cluster
      --context NAME         instead of files a live cluster, by the context of a
                             kubeconfig; repeat for several. Only reads
      --kubeconfig FILE      another one than kubectl's
      --facts [NAME=]FILE    what the objects do not tell (see the README)
`;

/** Loads what the options name. */
export async function loadWorld(values: OptionValues, io: Io): Promise<World> {
  const files = byName(textsOf(values, 'file'));
  const contexts = [...new Set(textsOf(values, 'context'))];
  const kubeconfig = textOf(values, 'kubeconfig');
  if (files.size > 0 && contexts.length > 0) {
    throw new UsageError(
      'give manifests with -f or a live --context, not both',
    );
  }
  if (files.size === 0 && contexts.length === 0) {
    throw new UsageError(
      'nothing to read: give manifests with -f, or a live cluster with --context',
    );
  }
  const factsOf = factsByName(values, [...files.keys(), ...contexts]);
  const live = await Promise.all(
    contexts.map(context =>
      loadContext({ context, kubeconfig, facts: factsOf(context) }, io),
    ),
  );
  const read = [...files].map(([name, paths]) =>
    loadFiles(paths, { name, facts: factsOf(name) }, io),
  );
  return { clusters: [...read, ...live] };
}

function factsByName(values: OptionValues, clusters: readonly string[]) {
  const facts = byName(textsOf(values, 'facts'));
  for (const [name, stated] of facts) {
    if (stated.length > 1) throw new UsageError('give --facts once a cluster');
    if (name !== '' && !clusters.includes(name)) {
      throw new UsageError(
        `--facts is for cluster '${name}', which is not read`,
      );
    }
  }
  return (name: string) => {
    const file = (facts.get(name) ?? facts.get(''))?.[0];
    return file === undefined ? undefined : readFacts(file);
  };
}

/** `NAME=PATH` by name; a path that exists as it is has no name in front. */
function byName(
  texts: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const text of texts) {
    const named = existsSync(text) ? null : /^([^=]+)=(.+)$/.exec(text);
    const [, name, path] = named ?? [text, '', text];
    const paths = found.get(name);
    if (paths) paths.push(path);
    else found.set(name, [path]);
  }
  return found;
}

import { existsSync } from 'node:fs';
import { OptionValues, OptionsConfig, textsOf } from '../commands/Command';
import { readFacts } from '../input/readFacts';
import { Io } from '../Io';
import { UsageError } from '../UsageError';
import { loadFiles } from './loadFiles';
import { World } from './World';

/** Options by which every command is told where clusters come from. */
export const worldOptions = {
  file: { type: 'string', short: 'f', multiple: true },
  facts: { type: 'string', multiple: true },
} as const satisfies OptionsConfig;

/** The same for `--help`. */
export const worldHelp = `Where the cluster comes from:
  -f, --file [NAME=]PATH     manifests: a file, or a folder and all below it
                             (.yaml, .yml, .json); repeat to add more. Paths with
                             the same NAME are one cluster
      --facts [NAME=]FILE    what the manifests do not tell (see the README)
`;

/** Loads what the options name. */
export async function loadWorld(values: OptionValues, io: Io): Promise<World> {
  const files = byName(textsOf(values, 'file'));
  const facts = byName(textsOf(values, 'facts'));
  if (files.size === 0) {
    throw new UsageError('nothing to read: give manifests with -f');
  }
  for (const [name, stated] of facts) {
    if (stated.length > 1) throw new UsageError('give --facts once a cluster');
    if (name !== '' && !files.has(name)) {
      throw new UsageError(
        `--facts is for cluster '${name}', which is not read`,
      );
    }
  }
  const clusters = [...files].map(([name, paths]) => {
    const file = (facts.get(name) ?? facts.get(''))?.[0];
    const stated = file === undefined ? undefined : readFacts(file);
    return loadFiles(paths, { name, facts: stated }, io);
  });
  return { clusters };
}

/** `NAME=PATH` by name; a path that exists as it is has no name in front. */
function byName(
  texts: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const text of texts) {
    const [, name, path] = (!existsSync(text) &&
      /^([^=/]+)=(.+)$/.exec(text)) || [text, '', text];
    const paths = found.get(name);
    if (paths) paths.push(path);
    else found.set(name, [path]);
  }
  return found;
}

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { inRoot } from '../lib/paths.mjs';
import { run } from '../lib/processes.mjs';
import { Problem, say } from '../lib/say.mjs';

const stamp = inRoot('node_modules/.installed');

/** Installs from the lockfile, once for each state of lockfile and manifests. */
export async function installDependencies(node, yarn, env) {
  const wanted = fingerprint();
  const have = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';
  if (have === wanted) return;
  say('installing dependencies from yarn.lock (about a minute the first time)');
  const lines = [];
  const code = await run(node, [yarn, 'install', '--immutable'], {
    env,
    onLine: line => lines.push(line),
  });
  if (code !== 0) {
    const errors = lines.filter(line =>
      /YN0{0,3}[1-9]\d*|Error|ENOTFOUND|ETIMEDOUT/.test(line),
    );
    throw new Problem(
      `The dependencies could not be installed. Is the network there, and is yarn.lock up to date?\n${(errors.length
        ? errors
        : lines
      )
        .slice(-8)
        .join('\n')}`,
    );
  }
  writeFileSync(stamp, wanted);
  say('dependencies installed');
}

function fingerprint() {
  const hash = createHash('sha256');
  const manifests = ['packages', 'plugins'].flatMap(folder =>
    readdirSync(inRoot(folder)).map(name => `${folder}/${name}/package.json`),
  );
  for (const file of [
    'yarn.lock',
    'package.json',
    '.yarnrc.yml',
    ...manifests,
  ]) {
    if (existsSync(inRoot(file)))
      hash.update(file).update(readFileSync(inRoot(file)));
  }
  return hash.digest('hex');
}

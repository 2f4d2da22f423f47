import { statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { FactOverrides } from '@ztn/zero-trust-engine';
import { Io } from '../Io';
import { UsageError } from '../UsageError';
import { formatProblem } from '../input/Problem';
import { readFiles } from '../input/readFiles';
import { WorldCluster } from './World';

/**
 * One cluster from files and folders. What could not be used is told on stderr;
 * input of which nothing could be used is no answer's ground.
 */
export function loadFiles(
  paths: readonly string[],
  options: { readonly name: string; readonly facts?: FactOverrides },
  io: Io,
): WorldCluster {
  const { objects, places, problems, files } = readFiles(paths);
  problems.forEach(problem => io.err(`${formatProblem(problem)}\n`));
  if (objects.length === 0) {
    const found = files === 0 ? 'no manifests' : 'no object that can be read';
    throw new UsageError(`there is ${found} in ${paths.join(', ')}`);
  }
  const aliases = paths.filter(isFolder).map(path => basename(resolve(path)));
  const cluster = WorldCluster.of({ ...options, aliases, objects, gaps: [] });
  for (const gap of cluster.snapshot.gaps) {
    const problem = places.problemOf(gap);
    if (problem) io.err(`${formatProblem(problem)}\n`);
  }
  return cluster;
}

function isFolder(path: string): boolean {
  return statSync(path).isDirectory();
}

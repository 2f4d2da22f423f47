/**
 * @jest-environment node
 */
import { build, Plugin } from 'esbuild';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** What an app loads of this plugin before anybody opens the tab. */
const budget = 30_000;

/** Only what is ours: the app has the libraries anyway. */
const onlyOwn: Plugin = {
  name: 'only-own',
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path }) =>
      path.startsWith('@ztn/')
        ? undefined
        : { path, external: true, sideEffects: false },
    );
  },
};

/** Bytes, compressed, of an entry and everything that it needs at once. */
async function loadedAtOnce(entry: string): Promise<number> {
  const { outputFiles, metafile } = await build({
    entryPoints: [join(__dirname, entry)],
    outdir: 'out',
    absWorkingDir: __dirname,
    bundle: true,
    splitting: true,
    format: 'esm',
    minify: true,
    jsx: 'automatic',
    target: 'es2022',
    write: false,
    metafile: true,
    plugins: [onlyOwn],
  });
  const { outputs } = metafile;
  const needed = new Set(
    Object.keys(outputs).filter(
      path => outputs[path].entryPoint && outputs[path].entryPoint === entry,
    ),
  );
  // A set goes on to what is put into it while it is walked.
  for (const path of needed) {
    outputs[path].imports
      .filter(({ kind, external }) => kind === 'import-statement' && !external)
      .forEach(imported => needed.add(imported.path));
  }
  return [...needed]
    .map(path => outputFiles.find(file => file.path === join(__dirname, path)))
    .reduce((sum, file) => sum + gzipSync(file?.contents ?? '').length, 0);
}

describe('what an app loads before the tab opens', () => {
  it.each(['index.ts', 'alpha.tsx'])(
    'is within its budget for %s',
    async entry => {
      const bytes = await loadedAtOnce(entry);
      expect(bytes).toBeGreaterThan(1_000);
      expect(bytes).toBeLessThan(budget);
    },
  );
});

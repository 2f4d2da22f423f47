/**
 * What makes the package one that installs from its tarball alone. The engine is
 * a private workspace package and in no registry, so it travels inside.
 */
const { execFileSync } = require('node:child_process');
const {
  cpSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} = require('node:fs');
const { join, resolve } = require('node:path');

const root = resolve(__dirname, '..');
const engine = '@ztn/zero-trust-engine';
const engineSource = resolve(root, '../zero-trust-engine');
/** Where npm looks for what `bundleDependencies` names. */
const bundled = join(root, 'node_modules', engine);
/** Built apart, so that a build of the engine for its own sake stays as it is. */
const workbench = join(root, '.engine-build');

const readJson = file => JSON.parse(readFileSync(file, 'utf8'));
const writeJson = (file, value) =>
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);

function backstageCli(args, cwd) {
  const cli = require.resolve('@backstage/cli/bin/backstage-cli');
  execFileSync(process.execPath, [cli, ...args], {
    cwd,
    stdio: ['ignore', 2, 2],
  });
}

function bundleEngine() {
  const { name, version, license, main, backstage } = readJson(
    join(engineSource, 'package.json'),
  );
  rmSync(workbench, { recursive: true, force: true });
  mkdirSync(workbench);
  writeJson(join(workbench, 'package.json'), {
    name,
    version,
    main,
    backstage,
  });
  cpSync(join(engineSource, 'src'), join(workbench, 'src'), {
    recursive: true,
  });
  // As for a command line: CommonJS alone. Types are of no use there.
  backstageCli(['package', 'build', '--role', 'cli'], workbench);
  rmSync(bundled, { recursive: true, force: true });
  mkdirSync(bundled, { recursive: true });
  writeJson(join(bundled, 'package.json'), {
    name,
    version,
    license,
    main: 'dist/index.cjs.js',
  });
  cpSync(join(workbench, 'dist'), join(bundled, 'dist'), {
    recursive: true,
    filter: file => !file.endsWith('.map'),
  });
  rmSync(workbench, { recursive: true });
  return version;
}

/** Before packing: build, put the engine inside, point the manifest at the build. */
function prepack() {
  backstageCli(['package', 'build'], root);
  const version = bundleEngine();
  backstageCli(['package', 'prepack'], root);
  const manifest = readJson(join(root, 'package.json'));
  delete manifest.devDependencies;
  delete manifest.scripts;
  delete manifest.types;
  writeJson(join(root, 'package.json'), {
    ...manifest,
    // npm does not know Yarn's `workspace:`.
    dependencies: { ...manifest.dependencies, [engine]: version },
    bundleDependencies: [engine],
  });
}

/** After packing: everything as it was. */
function postpack() {
  backstageCli(['package', 'postpack'], root);
  rmSync(join(root, 'node_modules', '@ztn'), { recursive: true, force: true });
}

({ prepack, postpack })[process.argv[2]]();

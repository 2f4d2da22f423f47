/**
 * Packs the package, installs the tarball into an empty folder as a stranger does,
 * and runs it there under the Node that runs this. Needs npm and its registry.
 */
const assert = require('node:assert/strict');
const { execFileSync, spawnSync } = require('node:child_process');
const { cpSync, mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join, resolve } = require('node:path');

const root = resolve(__dirname, '..');
const world = resolve(root, '../demo-world/world/prod-eu');
const folder = mkdtempSync(join(tmpdir(), 'ztn-package-'));

const npm = (args, cwd) =>
  execFileSync('npm', args, { cwd, stdio: ['ignore', 'pipe', 'inherit'] })
    .toString()
    .trim();

const ztn = (args, input) =>
  spawnSync(join(folder, 'node_modules/.bin/ztn'), args, {
    cwd: folder,
    input,
    encoding: 'utf8',
  });

try {
  const tarball = npm(['pack', '--silent', '--pack-destination', folder], root);
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  npm(
    ['install', '--no-audit', '--no-fund', '--ignore-scripts', `./${tarball}`],
    folder,
  );
  cpSync(world, join(folder, 'prod-eu'), { recursive: true });

  const help = ztn(['--help']);
  assert.equal(help.status, 0, help.stderr);
  const ends = [
    '--from=production/Deployment/checkout-service',
    '--to=production/Service/payment-service',
    '--port=80',
    '--method=POST',
  ];
  const yes = ztn(['can', '-f', 'prod-eu', ...ends, '--path=/v1/payments/1']);
  assert.equal(yes.status, 0, yes.stderr);
  assert.match(yes.stdout, /^allow {2}/);
  const no = ztn(['can', '-f', 'prod-eu', ...ends, '--path=/v1/refunds']);
  assert.equal(no.status, 1, no.stderr);
  const usage = ztn(['can', '-f', 'nowhere', ...ends]);
  assert.equal(usage.status, 2);
  assert.match(usage.stderr, /'nowhere' cannot be read/);
  const probe = ztn(
    ['probe', '-f', 'prod-eu'],
    `${JSON.stringify({ id: '1', from: 'world', to: 'host', port: 22 })}\n`,
  );
  assert.equal(JSON.parse(probe.stdout).id, '1');
  process.stdout.write(
    `${tarball} installs from the tarball and answers under Node ${process.version}\n`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

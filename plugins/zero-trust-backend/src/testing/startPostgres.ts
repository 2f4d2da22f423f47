import { ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Where Debian and its like keep the server's programs, one folder a version. */
const versions = '/usr/lib/postgresql';

/** Folder with `initdb` and `postgres`; undefined where there is none. */
export function findPostgres(): string | undefined {
  const installed = existsSync(versions)
    ? readdirSync(versions).map(version => join(versions, version, 'bin'))
    : [];
  const onPath = (process.env.PATH ?? '').split(delimiter);
  return [...installed, ...onPath].find(folder =>
    ['initdb', 'postgres'].every(name => existsSync(join(folder, name))),
  );
}

export interface Postgres {
  readonly connection: {
    readonly host: string;
    readonly port: number;
    readonly user: string;
    readonly password: string;
  };
  readonly stop: () => Promise<void>;
}

/** Starts a PostgreSQL of its own on loopback, with data that stop() deletes. */
export async function startPostgres(programs: string): Promise<Postgres> {
  const data = mkdtempSync(join(tmpdir(), 'zero-trust-postgres-'));
  // The server refuses to run as root; its package made a user for it.
  const owner = process.getuid?.() === 0 ? postgresUser() : undefined;
  if (owner) chownSync(data, owner.uid, owner.gid);
  const port = await freePort();
  run(join(programs, 'initdb'), ['-D', data, '-U', 'test', '-A', 'trust'], {
    ...owner,
    cwd: data,
  });
  const server = spawn(
    join(programs, 'postgres'),
    ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', data],
    { ...owner, cwd: data, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  try {
    await ready(server);
  } catch (error) {
    rmSync(data, { recursive: true, force: true });
    throw error;
  }
  return {
    connection: { host: '127.0.0.1', port, user: 'test', password: '' },
    stop: async () => {
      const ended = new Promise(resolve => server.once('exit', resolve));
      server.kill('SIGINT');
      await ended;
      rmSync(data, { recursive: true, force: true });
    },
  };
}

function postgresUser(): { uid: number; gid: number } | undefined {
  const id = (flag: string) =>
    Number(spawnSync('id', [flag, 'postgres']).stdout?.toString());
  const [uid, gid] = [id('-u'), id('-g')];
  return Number.isInteger(uid) && uid > 0 ? { uid, gid } : undefined;
}

function run(command: string, args: readonly string[], options: object): void {
  const { status, stderr } = spawnSync(command, args, options);
  if (status !== 0) throw new Error(`${command} failed: ${stderr}`);
}

/** Until the server's log says so; its end before that is an error. */
async function ready(server: ChildProcess): Promise<void> {
  let log = '';
  server.stderr?.on('data', chunk => {
    log += chunk;
  });
  for (let waited = 0; waited < 30_000; waited += 50) {
    if (log.includes('ready to accept connections')) return;
    if (server.exitCode !== null) break;
    await sleep(50);
  }
  server.kill('SIGKILL');
  throw new Error(`PostgreSQL did not start: ${log}`);
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>(resolve => {
    probe.listen(0, '127.0.0.1', resolve);
  });
  const address = probe.address();
  await new Promise(resolve => {
    probe.close(resolve);
  });
  if (typeof address !== 'object' || !address) throw new Error('no free port');
  return address.port;
}

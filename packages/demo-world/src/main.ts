import path from 'node:path';
import { DemoGitOptions } from './git/demoGit';
import { findGit, gitIsMissing } from './git/repository/findGit';
import { portFrom } from './portFrom';
import { startDemoWorld } from './startDemoWorld';

const say = (line: string) => process.stdout.write(`${line}\n`);

const explain = (error: unknown): string => {
  const { code, port, message } = error as {
    code?: string;
    port?: number;
    message?: string;
  };
  if (code === 'EADDRINUSE')
    return `port ${port} is taken; stop what uses it, or choose another with ZTN_DEMO_PORT_PROD_EU, ZTN_DEMO_PORT_PROD_US or ZTN_DEMO_PORT_GIT`;
  return message ?? String(error);
};

/** The git host as the environment wants it; none where there is no git. */
const gitFromEnvironment = async (): Promise<DemoGitOptions | undefined> => {
  if (!(await findGit())) {
    process.stderr.write(`${gitIsMissing}; everything else works\n`);
    return undefined;
  }
  const { ZTN_DEMO_WEBHOOK_URL: url, ZTN_DEMO_WEBHOOK_SECRET: secret } =
    process.env;
  return {
    port: portFrom('ZTN_DEMO_PORT_GIT', 16445),
    botSecret: process.env.ZTN_DEMO_GIT_TOKEN || undefined,
    ...(url && secret ? { webhook: { url, secret } } : {}),
  };
};

const run = async () => {
  const began = Date.now();
  const directory = process.env.ZTN_DEMO_DIR
    ? path.resolve(process.env.ZTN_DEMO_DIR)
    : undefined;
  const world = await startDemoWorld({
    directory,
    git: await gitFromEnvironment(),
  });
  for (const cluster of world.clusters)
    say(`${cluster.name}: ${cluster.url}, ${cluster.objectCount} objects`);
  if (world.git)
    say(
      `git: ${world.git.url}/shop/policies, people and passwords in ${world.directory}/git.json`,
    );
  say(`ready in ${Date.now() - began} ms; to look around:`);
  for (const cluster of world.clusters)
    say(
      `  kubectl --kubeconfig ${world.kubeconfig} --context ${cluster.name} get pods -A`,
    );
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await world.stop();
    process.exit(0);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
};

run().catch(error => {
  process.stderr.write(`the demo world cannot start: ${explain(error)}\n`);
  process.exit(1);
});

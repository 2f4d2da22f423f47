import path from 'node:path';
import { startDemoWorld } from './startDemoWorld';

const say = (line: string) => process.stdout.write(`${line}\n`);

const explain = (error: unknown): string => {
  const { code, port, message } = error as {
    code?: string;
    port?: number;
    message?: string;
  };
  if (code === 'EADDRINUSE')
    return `port ${port} is taken; stop what uses it, or choose another with ZTN_DEMO_PORT_PROD_EU or ZTN_DEMO_PORT_PROD_US`;
  return message ?? String(error);
};

const run = async () => {
  const began = Date.now();
  const directory = process.env.ZTN_DEMO_DIR
    ? path.resolve(process.env.ZTN_DEMO_DIR)
    : undefined;
  const world = await startDemoWorld({ directory });
  for (const cluster of world.clusters)
    say(`${cluster.name}: ${cluster.url}, ${cluster.objectCount} objects`);
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

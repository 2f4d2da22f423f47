import net from 'node:net';
import { Problem } from './say.mjs';

/** Whether a loopback port can be listened on now. */
export function isFree(port, host = '127.0.0.1') {
  return new Promise(resolve => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () =>
      server.close(() => resolve(true)),
    );
  });
}

/** Refuses to start with a sentence that names the port and its purpose. */
export async function requireFree(ports) {
  for (const { port, purpose, variable } of ports) {
    if (!(await isFree(port))) {
      throw new Problem(
        `Port ${port} is taken, and ${purpose} needs it. Stop what listens there, or choose another: ${variable}=<port> npm start`,
      );
    }
  }
}

/** A port that is free now. */
export function anyFreePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen({ port: 0, host: '127.0.0.1' }, () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

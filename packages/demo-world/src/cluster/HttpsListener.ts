import { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, Server } from 'node:https';
import { AddressInfo, Socket } from 'node:net';
import { KeyPair } from '../tls/createAuthority';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** An HTTPS server on loopback that can be closed and opened again on its port. */
export class HttpsListener {
  private server: Server | undefined;
  private boundPort: number;
  private readonly sockets = new Set<Socket>();

  constructor(
    private readonly options: {
      /** 0 picks a free one, which is then kept. */
      readonly port: number;
      readonly host: string;
      readonly handler: Handler;
    },
    private certificate: KeyPair,
  ) {
    this.boundPort = options.port;
  }

  get port(): number {
    return this.boundPort;
  }

  get url(): string {
    return `https://${this.options.host}:${this.boundPort}`;
  }

  /** Starts listening; rejects with the system's error when the port is taken. */
  async open(): Promise<void> {
    if (this.server) return;
    const server = createServer(this.certificate, this.options.handler);
    server.keepAliveTimeout = 60_000;
    server.on('connection', (socket: Socket) => {
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.boundPort, this.options.host, () => {
        server.off('error', reject);
        resolve();
      });
    });
    this.boundPort = (server.address() as AddressInfo).port;
    this.server = server;
  }

  /** Stops listening and breaks every connection: the next one is refused. */
  async close(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (!server) return;
    await new Promise<void>(resolve => {
      server.close(() => resolve());
      // Also those that are still shaking hands: HTTP does not know of them yet.
      for (const socket of this.sockets) socket.destroy();
    });
  }

  /** Presents another certificate from now on, to connections that are made anew. */
  useCertificate(certificate: KeyPair): void {
    this.certificate = certificate;
    this.server?.setSecureContext(certificate);
    this.server?.closeAllConnections();
  }
}

import { createHash } from 'node:crypto';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent, AgentOptions } from 'node:https';

/** TLS material as agents take it. */
export type TlsMaterial = Pick<
  AgentOptions,
  'ca' | 'cert' | 'key' | 'passphrase' | 'servername' | 'rejectUnauthorized'
>;

/**
 * One keep-alive agent per cluster. The official client makes an agent per
 * request, which leaks descriptors under watches; here an agent is replaced
 * only when the TLS material changed, as after a certificate's rotation.
 */
export class AgentCache {
  private current?: { readonly key: string; readonly agent: HttpAgent };

  /** The agent for this server and material. */
  agentFor(
    server: string,
    tls: TlsMaterial,
    create: (tls: TlsMaterial) => HttpAgent = tlsNow =>
      createAgent(server, tlsNow),
  ): HttpAgent {
    const key = fingerprint(server, tls);
    if (this.current?.key === key) return this.current.agent;
    const previous = this.current?.agent;
    const agent = create(tls);
    this.current = { key, agent };
    previous?.destroy();
    return agent;
  }

  close(): void {
    this.current?.agent.destroy();
    this.current = undefined;
  }
}

function createAgent(server: string, tls: TlsMaterial): HttpAgent {
  const keepAlive = { keepAlive: true, keepAliveMsecs: 30_000 };
  return server.startsWith('https:')
    ? new HttpsAgent({ ...tls, ...keepAlive })
    : new HttpAgent(keepAlive);
}

function fingerprint(server: string, tls: TlsMaterial): string {
  const hash = createHash('sha256').update(server);
  for (const part of [tls.ca, tls.cert, tls.key, tls.passphrase]) {
    hash.update('\0').update(part === undefined ? '' : String(part));
  }
  return hash
    .update(`\0${tls.servername ?? ''}\0${tls.rejectUnauthorized ?? ''}`)
    .digest('hex');
}

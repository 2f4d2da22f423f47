import { readFile } from 'node:fs/promises';
import { UrlClusterSettings } from '../config/ZeroTrustSettings';
import { AgentCache, TlsMaterial } from './AgentCache';
import { ClusterConnection, RequestCredentials } from './ClusterConnection';
import { ClusterFailure } from './ClusterFailure';

/** A cluster by URL, with a bearer token, a client certificate, or neither. */
export class UrlConnection implements ClusterConnection {
  private readonly agents = new AgentCache();

  constructor(private readonly settings: UrlClusterSettings) {}

  async credentials(): Promise<RequestCredentials> {
    const { url: server, auth } = this.settings;
    const token = await textOf('token', auth.token, auth.tokenFile);
    return {
      server,
      headers: token ? { Authorization: `Bearer ${token.trim()}` } : {},
      agent: this.agents.agentFor(server, await this.tls()),
    };
  }

  close(): void {
    this.agents.close();
  }

  private async tls(): Promise<TlsMaterial> {
    const { auth, caData, caFile, skipTlsVerify, tlsServerName } =
      this.settings;
    return {
      ca: await textOf('CA', caData, caFile),
      cert: await textOf('client certificate', auth.certData, auth.certFile),
      key: await textOf('client key', auth.keyData, auth.keyFile),
      servername: tlsServerName,
      rejectUnauthorized: skipTlsVerify ? false : undefined,
    };
  }
}

async function textOf(
  what: string,
  data: string | undefined,
  file: string | undefined,
): Promise<string | undefined> {
  if (data !== undefined) return data;
  if (file === undefined) return undefined;
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new ClusterFailure(
      'credentials',
      `${what} file: ${code ?? 'unreadable'}`,
    );
  }
}

import { Agent } from 'node:http';

/** What one request needs beside its path. */
export interface RequestCredentials {
  /** Base URL of the API server, without a trailing slash. */
  readonly server: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The cluster's one keep-alive agent; carries CA and client certificate. */
  readonly agent: Agent;
}

/**
 * How to reach and authenticate at one cluster. Implementations: by URL, and by
 * kubeconfig. Throws `ClusterFailure` with reason `credentials` when a file is
 * missing or unreadable; that is temporary, files come and rotate.
 */
export interface ClusterConnection {
  /** Asked before each request, so that rotated tokens are seen. */
  credentials(): Promise<RequestCredentials>;
  /** Ends idle and open sockets. */
  close(): void;
}

/** One request, everything about it known. */
export interface GoldenRequest {
  /** The peer's identity without `spiffe://`; absent: plaintext. */
  readonly identity?: string;
  readonly sourceIp: string;
  readonly destinationIp: string;
  readonly port: number;
  /** Empty for none. */
  readonly sni: string;
  /** Absent: the connection is not HTTP. */
  readonly http?: {
    readonly method: string;
    /** As RBAC sees it: normalised, with the query. */
    readonly path: string;
    readonly host: string;
    readonly headers: Readonly<Record<string, string>>;
  };
  /** Absent: no token. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

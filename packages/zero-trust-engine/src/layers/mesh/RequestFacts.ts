import { HttpRequest } from '../../Connection';
import { AddressRange } from '../../cidr';
import { IstioFacts } from '../../snapshot/Facts';

/**
 * Which engine reads a rule, and as what: a proxy's HTTP filter, its filter for
 * plain connections, or ztunnel, which sees connections only.
 */
export type Reading = 'http' | 'tcp' | 'ztunnel';

/** What is known of one request at one enforcement point. */
export interface RequestFacts {
  readonly reading: Reading;
  /** `none`: nothing is proven. */
  readonly identity: string | 'none' | 'unknown';
  /** Addresses that the peer may have here; `unknown` when none is known. */
  readonly source: readonly AddressRange[] | 'unknown';
  /** Addresses that the enforcing pod may be dialled at. */
  readonly destination: readonly AddressRange[] | 'unknown';
  readonly port: number;
  /** Nothing but what is known; empty for a connection that is not HTTP. */
  readonly http: HttpRequest;
  /** `none`: the connection has no server name. */
  readonly sni: string | 'none' | 'unknown';
  /** `none`: no token can be accepted here. */
  readonly claims: Readonly<Record<string, unknown>> | 'none' | 'unknown';
  /** Issuer of a token that no RequestAuthentication here accepts. */
  readonly foreignIssuer?: string;
  readonly pathNormalization: IstioFacts['pathNormalization'];
}

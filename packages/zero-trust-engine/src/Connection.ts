import { Protocol, ReservedPeer } from './vocabulary';
import { WorkloadRef } from './refs';

/** One end of a connection, as a question names it. */
export type Endpoint =
  | {
      readonly type: 'workload';
      readonly ref: WorkloadRef;
      /** One pod of it; absent means every pod, worst outcome first. */
      readonly pod?: string;
      /**
       * `address`: the caller dials the pod's address, which client-side TLS
       * settings never see. Absent: through the Service that selects it, if
       * there is one.
       */
      readonly via?: 'address';
    }
  | {
      readonly type: 'service';
      readonly namespace: string;
      readonly name: string;
    }
  /** An address or a CIDR. An address of a known pod or node is that pod or node. */
  | { readonly type: 'address'; readonly address: string }
  | { readonly type: 'reserved'; readonly peer: ReservedPeer }
  | { readonly type: 'fqdn'; readonly name: string }
  /** A caller known by what it proves: `<trust domain>/ns/<ns>/sa/<sa>`. */
  | { readonly type: 'principal'; readonly principal: string };

/** What is known of an HTTP request. What is absent is unknown, not empty. */
export interface HttpRequest {
  readonly method?: string;
  /** Path as sent, with a query if there is one. */
  readonly path?: string;
  /** The Host or `:authority` value. */
  readonly host?: string;
  /** When given, the request's headers in full; names are case-insensitive. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** One hypothetical connection put to the engine. */
export interface Connection {
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly protocol: Protocol;
  /**
   * The destination port: of the Service when `to` is a service, else of the
   * pod. Null only for ICMP.
   */
  readonly port: number | null;
  /**
   * Null: known not to be HTTP. Absent: not known whether it is HTTP, so a rule
   * that reads HTTP gives `conditional` where the port would detect it.
   */
  readonly http?: HttpRequest | null;
  readonly tls?: { readonly sni?: string };
  /**
   * Claims of a valid token; empty means that there is no token, absent that it
   * is not known whether there is one.
   */
  readonly requestClaims?: Readonly<Record<string, unknown>>;
}

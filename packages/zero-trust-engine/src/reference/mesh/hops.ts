import { Labels } from '../manifests';
import { MeshManifests, MeshPod, MeshService } from './manifests';

/** A request of which everything is known; `http` null: a plain connection. */
export interface NaiveRequest {
  readonly http: NaiveHttp | null;
  /** Issuer and subject of a token; absent: there is none. */
  readonly token?: { readonly iss: string; readonly sub: string };
  readonly sni: string;
}

export interface NaiveHttp {
  readonly method: string;
  readonly path: string;
  readonly host: string;
  readonly headers: Labels;
}

/** As what an enforcement point reads: requests, connections, or as ztunnel. */
export type Reading = 'http' | 'tcp' | 'ztunnel';

/** One place where a policy is enforced, and what arrives there. */
export interface NaiveHop {
  readonly point: 'sidecar' | 'grpc' | 'ztunnel' | 'waypoint';
  /** Whose proxy it is. */
  readonly pod: MeshPod;
  readonly reading: Reading;
  /** Absent: the peer proves nothing. */
  readonly identity?: string;
  /** The peer's address. */
  readonly source: string;
  readonly port: number;
  /** At a waypoint: the Service that was called. */
  readonly service?: MeshService;
}

/** A hop with all that its rules are compared with. */
export interface Asked {
  readonly mesh: MeshManifests;
  readonly hop: NaiveHop;
  readonly request: NaiveRequest;
  /** `iss/sub` of a token that is accepted here. */
  readonly requestPrincipal?: string;
}

import { Direction } from '../vocabulary';
import { CiliumSelector } from './ciliumSelector';
import { ObjectMeta } from './KubernetesObject';
import { LabelSelector } from './LabelSelector';

/** A CiliumNetworkPolicy or CiliumClusterwideNetworkPolicy. */
export interface CiliumPolicy {
  readonly meta: ObjectMeta;
  readonly kind: 'CiliumNetworkPolicy' | 'CiliumClusterwideNetworkPolicy';
  /** `spec` and every element of `specs`; the object is their union. */
  readonly rules: readonly CiliumRule[];
  /** The agent's own answer in the `Valid` condition, when there is one. */
  readonly accepted?: boolean;
  /** A field with a shape that the agent cannot read. */
  readonly malformed?: { readonly path: string; readonly detail: string };
}

/** One `Rule`: subjects and four lists. */
export interface CiliumRule {
  /** `spec` or `specs[0]`. */
  readonly path: string;
  readonly endpoints?: CiliumSelector;
  readonly nodes?: LabelSelector;
  readonly enableDefaultDeny: {
    readonly ingress?: boolean;
    readonly egress?: boolean;
  };
  /** All elements of `ingress`, `ingressDeny`, `egress` and `egressDeny`. */
  readonly sections: readonly CiliumSection[];
}

/** One element of one of the four lists. */
export interface CiliumSection {
  readonly path: string;
  readonly direction: Direction;
  readonly verdict: 'allow' | 'deny';
  /**
   * Peer members that are written, with their elements. Absent and null are
   * the same and left out; an empty list is kept, since it means nobody.
   */
  readonly peers: CiliumPeerMembers;
  /** Absent or `[]`: every protocol. */
  readonly toPorts: readonly CiliumPortRule[];
  readonly icmps: readonly CiliumIcmp[];
  /** Path of a field that this version does not know: it may mean anything. */
  readonly unread?: string;
  readonly authentication?: 'disabled' | 'required' | 'test-always-fail';
}

export interface CiliumPeerMembers {
  readonly endpoints?: readonly CiliumSelector[];
  readonly requires?: readonly CiliumSelector[];
  readonly entities?: readonly string[];
  readonly cidr?: readonly CiliumCidr[];
  readonly cidrSet?: readonly CiliumCidr[];
  readonly nodes?: readonly LabelSelector[];
  /** Provider groups: opaque here. */
  readonly groups?: readonly unknown[];
  readonly services?: readonly CiliumServiceRef[];
  readonly fqdns?: readonly CiliumName[];
}

/** A CIDR, or a reference to CiliumCIDRGroups, with holes. */
export interface CiliumCidr {
  readonly path: string;
  readonly cidr?: string;
  readonly group?: string;
  readonly groupSelector?: LabelSelector;
  readonly except: readonly string[];
}

export type CiliumServiceRef =
  | {
      readonly path: string;
      readonly type: 'name';
      readonly name: string;
      /** Empty: any namespace. */
      readonly namespace: string;
    }
  | {
      readonly path: string;
      readonly type: 'selector';
      readonly selector: LabelSelector;
      readonly namespace: string;
    };

/** `matchName` or `matchPattern`; in lower case, without a trailing dot. */
export interface CiliumName {
  readonly name?: string;
  readonly pattern?: string;
}

export interface CiliumPortRule {
  readonly path: string;
  readonly ports: readonly CiliumPort[];
  readonly http?: readonly CiliumHttp[];
  readonly dns?: readonly CiliumName[];
  /** Other layer-7 parsers by name: `kafka`, `l7proto`. */
  readonly otherParser?: string;
  readonly serverNames: readonly string[];
  readonly listener?: { readonly kind?: string; readonly name: string };
  readonly terminatingTls: boolean;
}

export interface CiliumPort {
  readonly path: string;
  /** As written; `0` is every port; absent only for extended protocols. */
  readonly port?: string;
  readonly endPort?: number;
  /** `ANY` is TCP, UDP and SCTP. */
  readonly protocol: string;
}

export interface CiliumIcmp {
  readonly path: string;
  readonly family: 'IPv4' | 'IPv6';
  readonly type: number | string;
}

/** One HTTP item; its fields AND, absent fields match anything. */
export interface CiliumHttp {
  readonly path: string;
  readonly method?: string;
  readonly pathPattern?: string;
  readonly host?: string;
  /** `Name: value`, or `Name` for presence. */
  readonly headers: readonly string[];
  /** A mismatch without an action blocks. */
  readonly headerMatches: readonly {
    readonly name: string;
    readonly value?: string;
    readonly blocks: boolean;
  }[];
}

/** A CiliumCIDRGroup: prefixes under a name and labels. */
export interface CiliumCidrGroup {
  readonly meta: ObjectMeta;
  readonly cidrs: readonly string[];
}

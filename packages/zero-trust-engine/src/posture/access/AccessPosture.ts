import { Outcome } from '../../vocabulary';

/** What a workload's service account may do on the Kubernetes API. */
export interface AccessPosture {
  /** `namespace/name`. */
  readonly account: string;
  /** Rights that are bound to the account itself, anywhere. */
  readonly granted: boolean;
  /** Rights that give more than they say, bound to the account or its groups. */
  readonly risky: readonly RiskyGrant[];
  /** Bindings to a role whose rules were not read: more may be granted. */
  readonly unreadRoles: readonly {
    readonly binding: string;
    readonly role: string;
  }[];
  /** Kinds that could not be read in full: more may be granted. */
  readonly unread: readonly string[];
  /**
   * Pods that get the account's token unasked. One that a volume asks for is not
   * seen.
   */
  readonly token: 'all-pods' | 'some-pods' | 'no-pod' | 'unknown';
  /** Whether the layers let the workload call the API server. */
  readonly apiServer: Outcome;
}

export interface RiskyGrant {
  /** A code of `riskyRights`, or `everything`. */
  readonly right: string;
  /** What can be done with it, as the rest of a sentence. */
  readonly means: string;
  /** Empty for every namespace. */
  readonly namespace: string;
  readonly binding: string;
  readonly role: string;
  /** Path of the rule in the role. */
  readonly path?: string;
}

/** What the API server checks before something new exists in a namespace. */
export interface AdmissionPosture {
  readonly podSecurity: PodSecurity;
  /** Others that look at what is made in the namespace. */
  readonly guards: readonly AdmissionGuard[];
  /** Kinds that could not be read in full: there may be more guards. */
  readonly unread: readonly string[];
}

/**
 * Labels of Pod Security Admission. `cluster-default`: the namespace says
 * nothing, and the default stands in a file that cannot be read. `unknown`: the
 * namespace itself could not be read.
 */
export interface PodSecurity {
  readonly enforce: string;
  readonly audit?: string;
  readonly warn?: string;
}

export interface AdmissionGuard {
  readonly engine: 'admission-policy' | 'kyverno' | 'gatekeeper' | 'webhook';
  /** `Kind name`. */
  readonly object: string;
  /** The binding by which it acts, where it needs one. */
  readonly binding?: string;
  /** Kinds or resources that it looks at; empty when that cannot be seen. */
  readonly checks: readonly string[];
  /** `nothing`: inert, without a binding. `unknown`: only its presence is seen. */
  readonly effect: 'denies' | 'warns' | 'audits' | 'nothing' | 'unknown';
  /** What it looks at is narrowed further than by these, or may be. */
  readonly partial: boolean;
  /** When the check itself fails, the object is admitted. */
  readonly failsOpen: boolean;
}

/** What a GitOps controller says about where it reads; matched, never fetched. */
export interface GitOpsHint {
  readonly controller: 'argocd' | 'flux';
  /** `Application namespace/name` or `Kustomization namespace/name`. */
  readonly application: string;
  readonly repo: string;
  /** Branch, tag or commit; absent: whatever the host's default branch is. */
  readonly revision?: string;
  /** Folder in the repository; empty for its root. */
  readonly folder: string;
  /** Whether the controller applies nothing until somebody resumes it. */
  readonly suspended: boolean;
}

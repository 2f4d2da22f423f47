import { argoTrackingAnnotation } from '../../argoTracking';

/** What an operator may tune; `defaultControlSettings` is what else counts. */
export interface ControlSettings {
  /** How long a namespace may stay PERMISSIVE. */
  readonly permissiveMaxAgeMs: number;
  /** The weakest Pod Security level that is enough. */
  readonly podSecurityLevel: 'baseline' | 'restricted';
  /** Whether traffic between nodes must be encrypted by the network plugin. */
  readonly nodeEncryptionRequired: boolean;
  /**
   * Labels or annotations by which a GitOps controller marks what it applies;
   * an object with any of them came from Git.
   */
  readonly gitMarkers: readonly string[];
}

const dayMs = 24 * 60 * 60 * 1_000;

export const defaultControlSettings: ControlSettings = {
  permissiveMaxAgeMs: 30 * dayMs,
  podSecurityLevel: 'baseline',
  nodeEncryptionRequired: false,
  gitMarkers: [
    argoTrackingAnnotation,
    'argocd.argoproj.io/instance',
    'kustomize.toolkit.fluxcd.io/name',
    'helm.toolkit.fluxcd.io/name',
  ],
};

import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { GitHostFactory } from './git/GitHostFactory';

/** Adds git hosts beside the ones that the plugin brings. */
export interface ZeroTrustGitHostExtensionPoint {
  /** Asked before the plugin's own; the last one added comes first. */
  addGitHost(factory: GitHostFactory): void;
}

/** Where a backend module adds a git host. */
export const zeroTrustGitHostExtensionPoint =
  createExtensionPoint<ZeroTrustGitHostExtensionPoint>({
    id: 'zero-trust.git-hosts',
  });

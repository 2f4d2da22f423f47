import { IdentityApi } from '@backstage/frontend-plugin-api';

/** The same identity, which also runs `forget` when it signs out. */
export const withSignOut = (
  identity: IdentityApi,
  forget: () => void,
): IdentityApi => ({
  getProfileInfo: () => identity.getProfileInfo(),
  getBackstageIdentity: () => identity.getBackstageIdentity(),
  getCredentials: () => identity.getCredentials(),
  async signOut() {
    forget();
    await identity.signOut();
  },
});

/** Who makes a request. */
export interface User {
  readonly name: string;
  readonly groups: readonly string[];
  readonly uid?: string;
}

/** A caller without credentials. */
export const anonymous: User = {
  name: 'system:anonymous',
  groups: ['system:unauthenticated'],
};

/** The user that a service account is. */
export const serviceAccountUser = (namespace: string, name: string): User => ({
  name: `system:serviceaccount:${namespace}:${name}`,
  groups: [
    'system:serviceaccounts',
    `system:serviceaccounts:${namespace}`,
    'system:authenticated',
  ],
});

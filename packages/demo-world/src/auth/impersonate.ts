import { IncomingMessage } from 'node:http';
import { KubeError } from '../protocol/KubeError';
import { authorize } from '../rbac/authorize';
import { ObjectStore } from '../store/ObjectStore';
import { User } from './User';

/** Who the request is to be treated as: the user itself, or the one it may impersonate. */
export const impersonate = (
  user: User,
  request: IncomingMessage,
  store: ObjectStore,
): User => {
  const as = request.headers['impersonate-user'];
  if (typeof as !== 'string') return user;
  const groups = request.headersDistinct['impersonate-group'] ?? [];
  const asked = [['users', as], ...groups.map(group => ['groups', group])];
  for (const [resource, name] of asked) {
    const decision = authorize(store, user, {
      kind: 'resource',
      verb: 'impersonate',
      group: '',
      resource,
      name,
    });
    if (!decision.allowed)
      throw KubeError.forbidden(
        { plural: resource, group: '' },
        name,
        `${resource} "${name}" is forbidden: User "${user.name}" cannot impersonate resource "${resource}" in API group "" at the cluster scope`,
      );
  }
  const account = /^system:serviceaccount:([^:]+):[^:]+$/.exec(as);
  return {
    name: as,
    groups: [
      ...groups,
      ...(account
        ? ['system:serviceaccounts', `system:serviceaccounts:${account[1]}`]
        : []),
      'system:authenticated',
    ],
  };
};

import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import {
  AuthorizeResult,
  isPermission,
  isResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import {
  accessRequestConditions,
  createAccessRequestConditionalDecision,
} from '@ztn/backstage-plugin-zero-trust-backend';
import {
  RESOURCE_TYPE_ACCESS_REQUEST,
  zeroTrustAccessRequestCreatePermission,
  zeroTrustPostureReadPermission,
} from '@ztn/backstage-plugin-zero-trust-common';

const team = 'group:default/payments-team';

/**
 * `admin` may do anything, and is of the team. `owner` and `other` may see every entity of the
 * catalog and the posture of what they own: a condition. `stranger` may see what
 * a stranger owns, which is nothing: a condition as well. `insider` may see what
 * the team owns and nothing else of the catalog. `nobody` may do nothing.
 */
export type User =
  | 'admin'
  | 'owner'
  | 'insider'
  | 'other'
  | 'stranger'
  | 'nobody';

/** Whom a user is. */
export const ownershipOf = (user: string) => [
  `user:default/${user}`,
  ...(['admin', 'owner', 'insider'].includes(user) ? [team] : []),
];

/** Requests that one made, or of which one owns an end. */
const ownRequests = (request_: PolicyQuery, claims: string[]) =>
  isResourcePermission(request_.permission, RESOURCE_TYPE_ACCESS_REQUEST)
    ? createAccessRequestConditionalDecision(request_.permission, {
        anyOf: [
          accessRequestConditions.isRequester({ claims }),
          accessRequestConditions.ownsCaller({ claims }),
          accessRequestConditions.ownsCallee({ claims }),
        ],
      })
    : ({ result: AuthorizeResult.DENY } as const);

const ownedBy = (request_: PolicyQuery, user: PolicyQueryUser | undefined) => {
  if (!isResourcePermission(request_.permission, 'catalog-entity'))
    return { result: AuthorizeResult.DENY } as const;
  return createCatalogConditionalDecision(
    request_.permission,
    catalogConditions.isEntityOwner({
      claims: user?.info.ownershipEntityRefs ?? [],
    }),
  );
};

/** The policy of these users; most of its answers are conditions. */
export const policyModule = createBackendModule({
  pluginId: 'permission',
  moduleId: 'test-policy',
  register(reg) {
    reg.registerInit({
      deps: { policy: policyExtensionPoint },
      async init({ policy }) {
        policy.setPolicy({
          async handle(asked, user) {
            const name = user?.info.userEntityRef.split('/')[1];
            const allow = { result: AuthorizeResult.ALLOW } as const;
            if (name === 'admin') return allow;
            if (name === 'nobody' || !name)
              return { result: AuthorizeResult.DENY };
            if (isPermission(asked.permission, zeroTrustPostureReadPermission))
              return ownedBy(asked, user);
            if (asked.permission.name === 'catalog.entity.read')
              return name === 'stranger' || name === 'insider'
                ? ownedBy(asked, user)
                : allow;
            if (
              isPermission(
                asked.permission,
                zeroTrustAccessRequestCreatePermission,
              )
            )
              return allow;
            return ownRequests(asked, user?.info.ownershipEntityRefs ?? []);
          },
        });
      },
    });
  },
});

import {
  BackendFeature,
  BackstageCredentials,
  createServiceFactory,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  catalogServiceRef,
  CatalogServiceRequestOptions,
} from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  EventParams,
  eventsServiceRef,
  EventsServiceSubscribeOptions,
} from '@backstage/plugin-events-node';
import {
  notificationService,
  NotificationSendOptions,
} from '@backstage/plugin-notifications-node';
import {
  AuthorizeResult,
  ConditionalPolicyDecision,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { JsonObject } from '@backstage/types';
import { RESOURCE_TYPE_ACCESS_REQUEST } from '@ztn/backstage-plugin-zero-trust-common';
import { createZeroTrustPlugin } from '../plugin';
import { fastTiming } from './fastTiming';

/** Whether a user holds a permission, on an entity where it concerns one. */
export type TestPolicy = (question: {
  readonly user: string;
  readonly permission: string;
  readonly entityRef?: string;
}) => boolean;

/** What a policy may answer instead of yes or no. */
export type AuthorizedConditions = ConditionalPolicyDecision['conditions'];

/** Anybody may do anything. */
export const allowAll: TestPolicy = () => true;

/** Starts the real plugin over a catalog and a policy; clusters are msw's. */
export async function startTestPlugin(options: {
  /** Read at each request: a test may add some later. */
  readonly entities: readonly Entity[];
  readonly policy: TestPolicy;
  readonly zeroTrust: JsonObject;
  /** More of the backend's configuration. */
  readonly config?: JsonObject;
  /** The time of day; the machine's own when absent. */
  readonly clock?: () => Date;
  /** Groups of a user, by its name; none when absent. */
  readonly groupsOf?: (user: string) => readonly string[];
  /** Conditions instead of a yes, for lists of access requests. */
  readonly conditionsFor?: (user: string) => AuthorizedConditions | undefined;
  /** More features, such as a database of another kind. */
  readonly features?: readonly BackendFeature[];
}) {
  const auditor = mockServices.auditor.mock();
  auditor.createEvent.mockImplementation(async () => ({
    success: jest.fn(),
    fail: jest.fn(),
  }));
  const signals = { publish: jest.fn(async () => undefined) };
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);
  let catalogFails = false;
  const permissions = mockServices.permissions.mock({
    authorize: authorizeBy(options.policy),
    authorizeConditional: async (requests, { credentials }) => {
      const user = userOf(credentials);
      return requests.map(({ permission }): PolicyDecision => {
        if (!options.policy({ user, permission: permission.name })) {
          return { result: AuthorizeResult.DENY };
        }
        const conditions = options.conditionsFor?.(user);
        return conditions
          ? {
              result: AuthorizeResult.CONDITIONAL,
              pluginId: 'zero-trust',
              resourceType: RESOURCE_TYPE_ACCESS_REQUEST,
              conditions,
            }
          : { result: AuthorizeResult.ALLOW };
      });
    },
  });
  const userInfo = mockServices.userInfo.mock({
    getUserInfo: async credentials => {
      const user = userOf(credentials);
      return {
        userEntityRef: user,
        ownershipEntityRefs: [user, ...(options.groupsOf?.(user) ?? [])],
      };
    },
  });
  const notifications = {
    send: jest.fn(async (_options: NotificationSendOptions) => undefined),
  };
  const subscribers: EventsServiceSubscribeOptions[] = [];
  const backend = await startTestBackend({
    features: [
      createZeroTrustPlugin({
        ...fastTiming(10),
        ...(options.clock ? { clock: options.clock } : {}),
      }),
      mockServices.rootConfig.factory({
        data: {
          ...options.config,
          // The test's catalog is there at once.
          zeroTrust: { catalogSettleSeconds: 0, ...options.zeroTrust },
        },
      }),
      auditor.factory,
      logger.factory,
      permissions.factory,
      userInfo.factory,
      createServiceFactory({
        service: notificationService,
        deps: {},
        factory: () => notifications,
      }),
      createServiceFactory({
        service: eventsServiceRef,
        deps: {},
        factory: () => ({
          publish: async () => undefined,
          subscribe: async subscriber => {
            subscribers.push(subscriber);
          },
        }),
      }),
      ...(options.features ?? []),
      catalogFor(options.entities, options.policy, () => catalogFails),
      createServiceFactory({
        service: signalsServiceRef,
        deps: {},
        factory: () => signals,
      }),
    ],
  });
  return {
    server: backend.server,
    stop: () => backend.stop(),
    auditor,
    logger,
    permissions,
    signals,
    notifications,
    /** A webhook, as the events backend hands it on. */
    webhook: async (event: EventParams) => {
      for (const { topics, onEvent } of subscribers) {
        if (topics.includes(event.topic)) await onEvent(event);
      }
    },
    /** From now on, lists of entities cannot be had. */
    failCatalog: () => {
      catalogFails = true;
    },
  };
}

/** A catalog that hides what the policy does not let a user read. */
function catalogFor(
  entities: readonly Entity[],
  policy: TestPolicy,
  fails: () => boolean,
) {
  const all = () => catalogServiceMock({ entities: [...entities] });
  return createServiceFactory({
    service: catalogServiceRef,
    deps: {},
    factory: () =>
      catalogServiceMock.mock({
        streamEntities: request => {
          if (fails()) throw new Error('no catalog');
          return all().streamEntities(request);
        },
        queryEntities: request => all().queryEntities(request),
        getEntitiesByRefs: request => all().getEntitiesByRefs(request),
        getEntityByRef: async (ref, options) => {
          const entity = await all().getEntityByRef(ref);
          const { credentials } = options as CatalogServiceRequestOptions;
          const user = userOf(credentials);
          const entityRef = entity && stringifyEntityRef(entity);
          const permission = 'catalog.entity.read';
          return policy({ user, permission, entityRef }) ? entity : undefined;
        },
      }),
  });
}

function authorizeBy(policy: TestPolicy): PermissionsService['authorize'] {
  return async (requests, { credentials }) =>
    requests.map(({ permission, resourceRef }) => ({
      result: policy({
        user: userOf(credentials),
        permission: permission.name,
        entityRef: resourceRef,
      })
        ? AuthorizeResult.ALLOW
        : AuthorizeResult.DENY,
    }));
}

function userOf({ principal }: BackstageCredentials): string {
  const { userEntityRef } = principal as { userEntityRef?: string };
  return userEntityRef ?? 'service';
}

/** The header of a request by a person. */
export const as = (name: string) =>
  mockCredentials.user.header(`user:default/${name}`);

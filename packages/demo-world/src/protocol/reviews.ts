import { TokenStore } from '../auth/TokenStore';
import { User } from '../auth/User';
import { Attributes, authorize, rulesFor } from '../rbac/authorize';
import {
  at,
  JsonObject,
  JsonValue,
  KubeObject,
  stringAt,
} from '../store/KubeObject';
import { ObjectStore } from '../store/ObjectStore';
import { KubeError } from './KubeError';

/** What a review may look at to answer. */
export interface ReviewContext {
  readonly store: ObjectStore;
  readonly tokens: TokenStore;
  readonly user: User;
}

const attributesOf = (review: KubeObject): Attributes => {
  const path = at(review, 'spec', 'nonResourceAttributes');
  if (path)
    return {
      kind: 'path',
      verb: stringAt(path, 'verb') ?? '',
      path: stringAt(path, 'path') ?? '',
    };
  const asked = at(review, 'spec', 'resourceAttributes');
  if (!asked)
    throw KubeError.badRequest(
      'exactly one of spec.resourceAttributes and spec.nonResourceAttributes must be set',
    );
  const subresource = stringAt(asked, 'subresource');
  const resource = stringAt(asked, 'resource') ?? '';
  return {
    kind: 'resource',
    verb: stringAt(asked, 'verb') ?? '',
    group: stringAt(asked, 'group') ?? '',
    resource: subresource ? `${resource}/${subresource}` : resource,
    namespace: stringAt(asked, 'namespace') || undefined,
    name: stringAt(asked, 'name') || undefined,
  };
};

const accessStatus = (
  context: ReviewContext,
  user: User,
  review: KubeObject,
): JsonObject => {
  const { allowed, reason } = authorize(
    context.store,
    user,
    attributesOf(review),
  );
  return { allowed, ...(reason && { reason }) };
};

const rulesStatus = (
  context: ReviewContext,
  review: KubeObject,
): JsonObject => {
  const everything = context.user.groups.includes('system:masters');
  const rules = everything
    ? [
        { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
        { verbs: ['*'], nonResourceURLs: ['*'] },
      ]
    : rulesFor(
        context.store,
        context.user,
        stringAt(review, 'spec', 'namespace'),
      ).map(({ rule }) => rule);
  const resourceRules = rules.filter(
    rule => 'resources' in rule && rule.resources?.length,
  );
  const nonResourceRules = rules.filter(
    rule => 'nonResourceURLs' in rule && rule.nonResourceURLs?.length,
  );
  return {
    resourceRules: resourceRules as JsonValue[],
    nonResourceRules: nonResourceRules as JsonValue[],
    incomplete: false,
  };
};

const userInfo = (user: User): JsonObject => ({
  username: user.name,
  ...(user.uid && { uid: user.uid }),
  groups: [...user.groups],
});

const subjectOf = (review: KubeObject): User => {
  const groups = at(review, 'spec', 'groups');
  return {
    name: stringAt(review, 'spec', 'user') ?? '',
    groups: Array.isArray(groups) ? groups.map(String) : [],
  };
};

const statusOf = (
  kind: string,
  review: KubeObject,
  context: ReviewContext,
): JsonObject => {
  switch (kind) {
    case 'SelfSubjectAccessReview':
      return accessStatus(context, context.user, review);
    case 'SubjectAccessReview':
    case 'LocalSubjectAccessReview':
      return accessStatus(context, subjectOf(review), review);
    case 'SelfSubjectRulesReview':
      return rulesStatus(context, review);
    case 'SelfSubjectReview':
      return { userInfo: userInfo(context.user) };
    case 'TokenReview': {
      const user = context.tokens.userOf(
        stringAt(review, 'spec', 'token') ?? '',
      );
      return user
        ? { authenticated: true, user: userInfo(user) }
        : { authenticated: false, error: 'invalid bearer token' };
    }
    default:
      throw KubeError.pathNotFound();
  }
};

/** Answers a review: the same object with its `status` filled in. */
export const answerReview = (
  kind: string,
  review: KubeObject,
  context: ReviewContext,
): KubeObject => ({
  ...review,
  kind,
  metadata: { ...review.metadata },
  status: statusOf(kind, review, context),
});

import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_ACCESS_REQUEST } from '@ztn/backstage-plugin-zero-trust-common';
import { z } from 'zod';
import { RequestFilter } from '../store/RequestFilter';
import { RequestRecord } from '../store/StoredRequest';

/** Access requests as a permission policy speaks of them. */
export const accessRequestResourceRef = createPermissionResourceRef<
  RequestRecord,
  RequestFilter
>().with({
  pluginId: 'zero-trust',
  resourceType: RESOURCE_TYPE_ACCESS_REQUEST,
});

const claims = z.object({
  claims: z
    .array(z.string())
    .describe('Entity references of users and groups that count as theirs'),
});

const isRequester = createPermissionRule({
  name: 'IS_REQUESTER',
  description: 'Allows those who asked',
  resourceRef: accessRequestResourceRef,
  paramsSchema: claims,
  apply: ({ request }, params) => params.claims.includes(request.requester),
  toQuery: params => ({ type: 'requester', refs: params.claims }),
});

const ownsCaller = createPermissionRule({
  name: 'OWNS_CALLER',
  description: 'Allows owners of the calling entity',
  resourceRef: accessRequestResourceRef,
  paramsSchema: claims,
  apply: ({ owners }, params) =>
    owners.caller.some(ref => params.claims.includes(ref)),
  toQuery: params => ({ type: 'owner', side: 'caller', refs: params.claims }),
});

const ownsCallee = createPermissionRule({
  name: 'OWNS_CALLEE',
  description: 'Allows owners of the called entity',
  resourceRef: accessRequestResourceRef,
  paramsSchema: claims,
  apply: ({ owners }, params) =>
    owners.callee.some(ref => params.claims.includes(ref)),
  toQuery: params => ({ type: 'owner', side: 'callee', refs: params.claims }),
});

const hasState = createPermissionRule({
  name: 'HAS_STATE',
  description: 'Allows requests in one of the states',
  resourceRef: accessRequestResourceRef,
  paramsSchema: z.object({
    states: z.array(z.string()).describe('States such as open or effective'),
  }),
  apply: ({ request }, params) => params.states.includes(request.state),
  toQuery: params => ({ type: 'state', states: params.states }),
});

/** Rules about access requests, for permission policies. */
export const accessRequestRules = {
  isRequester,
  ownsCaller,
  ownsCallee,
  hasState,
};

const exported = createConditionExports({
  resourceRef: accessRequestResourceRef,
  rules: accessRequestRules,
});

/** Conditions for a permission policy, `accessRequestConditions.ownsCallee(…)`. */
export const accessRequestConditions = exported.conditions;

/** Makes a policy's answer of such conditions. */
export const createAccessRequestConditionalDecision =
  exported.createConditionalDecision;

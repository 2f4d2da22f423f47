import {
  AccessPreview,
  AccessRequest,
  AccessRequestAction,
} from '@ztn/backstage-plugin-zero-trust-common';
import { sentenceOf } from '../git/pullText';
import { coversRules } from '../plan/fingerprint';
import { RequestRecord } from '../store/StoredRequest';

/** A request as the API gives it out. */
export function toAccessRequest(
  { request, parts, approvals, supersededBy }: RequestRecord,
  actions: readonly AccessRequestAction[],
  preview?: AccessPreview,
): AccessRequest {
  const optional = {
    stateReason: request.stateReason,
    attention: request.attention,
    granted: otherThanAsked(request),
    ticketUrl: request.ticketUrl,
    supersedes: request.supersedes,
    supersededBy,
    preview,
    waitingFor: request.waitingFor && [...request.waitingFor],
    expiresAt: request.expiresAt,
    effectiveAt: request.effectiveAt,
    verifiedAt: request.verifiedAt,
  };
  return {
    id: request.id,
    shortId: request.shortId,
    version: request.version,
    state: request.state,
    spec: request.spec,
    sentence: `${sentenceOf(request.spec)}.`,
    requester: request.requester,
    watchers: [...request.watchers],
    justification: request.justification,
    parts: parts.map(part => ({
      sourceId: part.sourceId,
      branch: part.branch,
      state: part.state,
      ...defined({
        headSha: part.headSha,
        mergeSha: part.mergeSha,
        pull: part.pull,
        enforced: part.enforced,
        error: part.error,
      }),
      files: [...part.files],
    })),
    approvals: approvals.map(({ part: _part, ...approval }) => approval),
    requiredApprovals: request.requiredApprovals,
    findings: preview?.findings ?? [],
    createdAt: request.createdAt,
    updatedAt: request.updatedAt,
    ...defined(optional),
    allowedActions: [...actions],
  };
}

/** What was granted, unless it is just what was asked for. */
function otherThanAsked({
  granted,
  spec,
}: RequestRecord['request']): AccessRequest['granted'] {
  if (!granted) return undefined;
  const isSame =
    coversRules(granted, spec.rules) && coversRules(spec.rules, granted);
  return isSame ? undefined : [...granted];
}

/** Without the fields that are not there. */
function defined<T extends object>(fields: T): Partial<T> {
  const entries = Object.entries(fields).filter(
    ([, value]) => value !== undefined,
  );
  return Object.fromEntries(entries) as Partial<T>;
}

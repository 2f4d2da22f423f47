import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  AccessPreview,
  AccessSpec,
  PermissionChange,
  RequestFinding,
} from '@ztn/backstage-plugin-zero-trust-common';
import { formatObjectRef, formatWorkloadRef } from '@ztn/zero-trust-engine';
import { ClusterState } from '../../posture/ClusterSnapshot';
import { PeerAccess, PeerView } from '../../posture/PeerAccess';
import { textsIn } from '../../posture/redact';
import { toPeer } from '../../posture/toPermissionRow';
import { WorkloadNames } from '../../posture/WorkloadNames';
import { sentenceOf } from '../git/pullText';
import { PlannedAccess, ResolvedEnds } from '../plan/PlannedAccess';
import { toManifests } from './toManifests';

/** A plan as one reader may see it: others' workloads are counted, not named. */
export async function toPreview(
  plan: PlannedAccess,
  spec: AccessSpec,
  ends: ResolvedEnds,
  {
    state,
    peers,
    credentials,
  }: {
    readonly state: ClusterState;
    readonly peers: PeerAccess;
    readonly credentials: BackstageCredentials;
  },
): Promise<AccessPreview> {
  const workloads = state.snapshot?.engine.snapshot.workloads ?? [];
  const own = new Set(
    workloads
      .filter(({ ref }) =>
        [ends.caller.workload, ends.callee.workload].includes(
          formatWorkloadRef(ref),
        ),
      )
      .map(({ key }) => key),
  );
  const names = state.snapshot
    ? new WorkloadNames(state.snapshot.engine.snapshot)
    : undefined;
  const refs = workloads.map(({ key, ref }) => ({
    key,
    texts: [formatWorkloadRef(ref), formatObjectRef(ref)],
  }));
  const spoken = [...textsIn([plan.findings, plan.reason, plan.parts])];
  const keysIn = (text: string) => [
    ...(names?.keysIn(text) ?? []),
    ...refs
      .filter(({ texts }) => texts.some(one => text.includes(one)))
      .map(({ key }) => key),
  ];
  const mentioned = [
    ...plan.effect.flatMap(({ workload, peer }) =>
      peer.type === 'workload' ? [workload, peer.key] : [workload],
    ),
    ...spoken.flatMap(keysIn),
  ];
  const view = await peers.view(state, mentioned, { credentials, own });
  const isHidden = (text: string) =>
    keysIn(text).some(key => !view.isVisible(key));
  const shown = plan.effect.filter(
    ({ workload, peer }) =>
      view.isVisible(workload) &&
      (peer.type !== 'workload' || view.isVisible(peer.key)),
  );
  const changes = shown.map(change => toChange(change, view));
  return {
    hash: plan.hash,
    outcome: plan.outcome,
    reason: isHidden(plan.reason)
      ? 'for a reason that names what you may not read'
      : plan.reason,
    sentence: `${sentenceOf(spec)}.`,
    layers: plan.layers.map(
      ({ dialect, side, isolated, before, after, action, object }) => ({
        dialect,
        side,
        isolated,
        before,
        after,
        action,
        ...(object === undefined ? {} : { object }),
      }),
    ),
    parts: plan.parts.map(
      ({ sourceId, branch, baseSha, locatedBy, edits }) => ({
        sourceId,
        branch,
        baseSha,
        locatedBy,
        files: edits.map(({ path, change, diff }) => ({
          path,
          change,
          diff: withoutHiddenContext(diff, isHidden),
        })),
      }),
    ),
    ...(plan.choices
      ? {
          choices: plan.choices
            .filter(({ object, path }) => !isHidden(`${object} ${path}`))
            .map(choice => ({ ...choice })),
        }
      : {}),
    manifests: toManifests(plan.objects),
    effect: {
      inboundBefore: plan.inbound.before,
      inboundAfter: plan.inbound.after,
      added: changes.filter(({ type }) => type !== 'vanishes'),
      removed: changes.filter(({ type }) => type === 'vanishes'),
      hidden: plan.effect.length - shown.length,
    },
    findings: plan.findings.map(finding => redactFinding(finding, isHidden)),
    reviewers: plan.reviewers.map(reviewer => ({ ...reviewer })),
    requiredApprovals: plan.rules.requiredApprovals,
  };
}

function toChange(
  { news: _news, ...change }: PlannedAccess['effect'][number],
  view: PeerView,
): PermissionChange {
  const { peer, direction, ...rest } = change;
  const shaped = toPeer(peer);
  return {
    ...rest,
    direction: direction === 'ingress' ? 'inbound' : 'outbound',
    peer:
      shaped.type === 'workload'
        ? { ...shaped, entities: [...view.entitiesOf(shaped.key)] }
        : shaped,
    // The schema's lists are mutable; nothing here is changed afterwards.
  } as PermissionChange;
}

/** What a finding is about says whom it names. */
export function redactFinding(
  finding: RequestFinding,
  isHidden: (text: string) => boolean,
): RequestFinding {
  const { about = [] } = finding;
  const shown = about.filter(text => !isHidden(text));
  if (shown.length === about.length && !isHidden(finding.message)) {
    return finding;
  }
  const hidden = about.length - shown.length;
  return {
    id: finding.id,
    level: finding.level,
    message:
      hidden > 0
        ? `concerns ${hidden} that you may not read`
        : 'concerns what you may not read',
    ...(shown.length > 0 ? { about: shown } : {}),
  };
}

/** Lines that only surround the change, and speak of what is not to be seen. */
function withoutHiddenContext(
  diff: string,
  isHidden: (text: string) => boolean,
): string {
  return diff
    .split('\n')
    .map(line =>
      line.startsWith(' ') && isHidden(line.trim()) ? '  (hidden)' : line,
    )
    .join('\n');
}

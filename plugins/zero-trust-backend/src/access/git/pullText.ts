import { parseEntityRef } from '@backstage/catalog-model';
import {
  AccessRule,
  AccessSpec,
  requestUrl,
} from '@ztn/backstage-plugin-zero-trust-common';
import { PlannedAccess } from '../plan/PlannedAccess';

/** What a pull request is about, and how much of it may be said in it. */
export interface PullSubject {
  readonly id: string;
  readonly shortId: string;
  readonly spec: AccessSpec;
  readonly plan: PlannedAccess;
  readonly environment?: string;
  readonly requester: string;
  readonly justification: string;
  readonly ticketUrl?: string;
  readonly requiredApprovals: number;
  readonly appUrl: string;
  readonly prBody: 'full' | 'minimal';
}

/** `zero-trust: allow web -> orders (prod) [id]`. */
export function pullTitle(
  subject: Pick<PullSubject, 'spec' | 'shortId' | 'environment'>,
): string {
  const { spec, shortId, environment } = subject;
  const where = environment ?? spec.cluster;
  return [
    'zero-trust: allow',
    nameOf(spec.caller.entityRef),
    '->',
    nameOf(spec.callee.entityRef),
    `(${plain(where)})`,
    `[${shortId}]`,
  ].join(' ');
}

/** The commit's message; its trailers tell who asked, where that may be told. */
export function commitMessage(subject: PullSubject): string {
  return [
    pullTitle(subject),
    '',
    sentenceOf(subject.spec),
    '',
    ...(subject.prBody === 'full'
      ? [`Requested-by: ${subject.requester}`]
      : []),
    `Zero-Trust-Request: ${subject.id}`,
  ].join('\n');
}

/** "A may call B on TCP 8080 (GET /api) in cluster prod". */
export function sentenceOf({ caller, callee, rules, cluster }: AccessSpec) {
  return `${nameOf(caller.entityRef)} may call ${nameOf(
    callee.entityRef,
  )} on ${rules.map(ruleText).join(', ')} in cluster ${plain(cluster)}`;
}

/** One rule in words: `TCP 8080, GET /api`. */
export function ruleText({ protocol, port, http }: AccessRule): string {
  const base = `${protocol} ${port}`;
  if (!http) return base;
  const methods = http.methods.join(' or ') || 'any method';
  const paths = http.paths
    .map(({ type, value }) =>
      type === 'prefix' ? `${value} and below` : value,
    )
    .join(', ');
  return `${base} (${methods}${paths ? ` ${paths}` : ''})`;
}

/** The description; nothing of it is ever read back. */
export function pullBody(subject: PullSubject, most: number): string {
  const lines =
    subject.prBody === 'full' ? fullBody(subject) : minimalBody(subject);
  const text = [...lines, '', ...footerOf(subject)].join('\n');
  return text.length <= most ? text : `${text.slice(0, most - 20)}\n(cut)`;
}

/** No more than the diff tells anyway. */
function minimalBody({ spec, requiredApprovals }: PullSubject) {
  return [
    escape(`${sentenceOf(spec)}.`),
    '',
    `Needs ${requiredApprovals} approval(s), on the commit that is merged. Who asked, why, and what it does: in the request.`,
  ];
}

function footerOf({ id, shortId, appUrl, plan }: PullSubject) {
  return [
    `Request ${code(shortId)}: ${requestUrl(appUrl, id)}`,
    '',
    `<!-- zero-trust: ${JSON.stringify({ id, plan: plan.hash })} -->`,
  ];
}

function fullBody(subject: PullSubject): readonly string[] {
  const { spec, plan, requester, ticketUrl } = subject;
  const files = plan.parts.flatMap(({ edits }) =>
    edits.map(({ path, change }) => `- ${change} ${code(path)}`),
  );
  const findings = plan.findings.filter(({ level }) => level !== 'info');
  return [
    escape(`${sentenceOf(spec)}.`),
    '',
    '| | |',
    '| --- | --- |',
    `| Caller | ${code(spec.caller.entityRef)} |`,
    `| Identity | ${code(
      `${spec.caller.identity?.namespace ?? ''}/${
        spec.caller.identity?.serviceAccount ?? ''
      }`,
    )} |`,
    `| Called | ${code(spec.callee.entityRef)} |`,
    ...spec.rules.map(rule => `| Allows | ${code(ruleText(rule))} |`),
    `| Cluster | ${code(spec.cluster)} |`,
    '',
    '### Why',
    '',
    fenced(subject.justification),
    ...(ticketUrl === undefined ? [] : ['', `Ticket: ${code(ticketUrl)}`]),
    '',
    `Requested by ${code(requester)}. Needs ${
      subject.requiredApprovals
    } approval(s) by ${plan.reviewers
      .map(({ ref }) => code(ref))
      .join(', ')}, on the commit that is merged.`,
    '',
    '### What changes',
    '',
    ...files,
    '',
    ...plan.layers.map(
      ({ dialect, side, before, after }) =>
        `- ${dialect}, ${side}: ${before} -> ${after}`,
    ),
    '',
    `Callers of ${code(spec.callee.entityRef)}: ${
      plan.inbound.before
    } before, ${plan.inbound.after} after. No other connection changes.`,
    ...(findings.length === 0
      ? []
      : [
          '',
          '### Mind',
          '',
          ...findings.map(
            ({ id, level, message }) =>
              `- ${level} ${code(id)}: ${escape(message)}`,
          ),
        ]),
    '',
    'After the merge, the request follows the cluster until the engine sees the rule in force. To take it back, revert this pull request.',
  ];
}

/** Names as the catalog allows them: letters, digits, `.`, `_` and `-`. */
export function nameOf(entityRef: string): string {
  return plain(parseEntityRef(entityRef).name);
}

function plain(text: string): string {
  return text.replace(/[^A-Za-z0-9._-]/g, '').slice(0, 63);
}

/** Text in which nothing is Markdown, a mention or a reference. */
export function escape(text: string): string {
  return text
    .replace(/<!--|-->/g, '')
    .replace(/[\\`*_[\]()<>#+.!|@~-]/g, '\\$&')
    .replace(/\s+/g, ' ');
}

/** A code span, in which mentions and references are inert. */
export function code(text: string): string {
  return `\`${text.replace(/[`|\r\n]/g, '').replace(/<!--|-->/g, '')}\``;
}

/** A block whose fence is longer than any run of backticks in it. */
export function fenced(text: string): string {
  const clean = text
    // No character that turns text around, hides it or ends a line unseen.
    .replace(
      // eslint-disable-next-line no-control-regex
      /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
      '',
    )
    .replace(/<!--|-->/g, '');
  const longest = Math.max(
    2,
    ...[...clean.matchAll(/`+/g)].map(([run]) => run.length),
  );
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${clean}\n${fence}`;
}

import { JudgeResponse } from '@ztn/backstage-plugin-zero-trust-common';
import {
  Connection,
  Endpoint,
  Outcome,
  strictest,
  strictestFirst,
} from '@ztn/zero-trust-engine';
import { ClusterSnapshot, ClusterState } from './ClusterSnapshot';
import { ReadEntity } from './EntityReader';
import { invalidInput, notFound, notMapped } from './errors';
import { describeEnd, endpointsOf, namedWorkloads } from './endpointsOf';
import { AskOptions, ParsedJudgeRequest } from './PostureService';
import { PostureParts } from './PostureParts';
import { redact, textsIn } from './redact';
import { toGapNotes } from './toGapNotes';
import {
  explainRefusals,
  namedByPrincipal,
  redactNearest,
  redactRemedy,
} from './whatWouldAllow';

type Answer = JudgeResponse['answers'][number];
type EntitiesByRef = ReadonlyMap<string, ReadEntity>;

/** Pairs of workloads that one question may mean, over all clusters. */
const MAX_PAIRS = 100;

/**
 * Judges one connection in every cluster in which both ends are. An end that
 * the caller may not read is treated as one that is not there.
 */
export async function judgeConnection(
  parts: PostureParts,
  request: ParsedJudgeRequest,
  options: AskOptions,
): Promise<JudgeResponse> {
  if ((request.protocol === 'ICMP') !== (request.port === null)) {
    throw invalidInput(`'port' is null for ICMP and a number otherwise`);
  }
  const entities = await readEntities(parts, request, options);
  const states = request.cluster
    ? [parts.store.get(request.cluster)]
    : parts.store.all();
  const answers: Answer[] = [];
  const unanswered: JudgeResponse['unanswered'] = [];
  for (const state of states) {
    const { cluster } = state;
    const unread = unreadFor(state, entities);
    if (!state.snapshot) {
      unanswered.push({ cluster, reason: 'cluster-unavailable' });
      continue;
    }
    const found = await judgeIn(
      parts,
      { state, snapshot: state.snapshot, request, entities },
      options,
    );
    if (found.length === 0) {
      const reason = unread ? 'cluster-unavailable' : 'end-not-found';
      unanswered.push({ cluster, reason });
    }
    answers.push(...found);
    if (answers.length > MAX_PAIRS) {
      throw invalidInput(
        `the ends mean more than ${MAX_PAIRS} pairs of workloads; name a workload or a cluster`,
      );
    }
  }
  const unavailable = unanswered.some(u => u.reason === 'cluster-unavailable');
  if (answers.length === 0 && !unavailable) throw noSuchEnds(entities);
  const outcomes = answers.map(({ verdict }) => verdict.outcome);
  return {
    outcome: strictest(unavailable ? [...outcomes, 'unknown'] : outcomes),
    answers: answers.sort(strictestAnswerFirst),
    unanswered,
  };
}

async function readEntities(
  { entities }: PostureParts,
  { from, to }: ParsedJudgeRequest,
  options: AskOptions,
): Promise<EntitiesByRef> {
  const refs = [from, to].flatMap(end =>
    end.type === 'entity' ? [end.entityRef] : [],
  );
  const read = await Promise.all(
    refs.map(async ref => [ref, await entities.read(ref, options)] as const),
  );
  return new Map(read);
}

/** Whether an entity's workloads could be in what cannot be read of a cluster. */
function unreadFor({ cluster }: ClusterState, entities: EntitiesByRef) {
  return [...entities.values()].some(({ mapping }) =>
    mapping.tried.some(
      tried =>
        tried.cluster === cluster && tried.reason === 'cluster-unreadable',
    ),
  );
}

interface Question {
  readonly state: ClusterState;
  readonly snapshot: ClusterSnapshot;
  readonly request: ParsedJudgeRequest;
  readonly entities: EntitiesByRef;
}

async function judgeIn(
  { answers, peers }: PostureParts,
  { state, snapshot, request, entities }: Question,
  { credentials }: AskOptions,
): Promise<Answer[]> {
  const { engine, cluster } = snapshot;
  const own = ownIn(cluster, entities);
  const ends = [request.from, request.to].map(end =>
    endpointsOf(end, snapshot, entities),
  );
  const view = await peers.view(
    state,
    ends.flat().flatMap(end => namedWorkloads(end, snapshot)),
    { credentials, own },
  );
  const [from, to] = ends.map(list =>
    list.filter(end => namedWorkloads(end, snapshot).every(view.isVisible)),
  );
  const judged = from.flatMap(source =>
    to.map(target => {
      const connection = connectionOf(request, source, target);
      const verdict = engine.judge(connection);
      return {
        connection,
        answer: {
          cluster,
          from: describeEnd(source),
          to: describeEnd(target),
          verdict: { ...verdict, gaps: toGapNotes(verdict.gaps) },
        },
      };
    }),
  );
  const explained = explainRefusals(engine, judged, request.remedy);
  const names = answers.names(snapshot);
  const keysIn = (text: string) => [
    ...names.keysIn(text),
    ...namedByPrincipal(engine.snapshot, text),
  ];
  const mentioned = [...textsIn(explained)].flatMap(keysIn);
  const all = await peers.view(state, mentioned, { credentials, own });
  const isHidden = (keys: readonly string[]) =>
    keys.some(key => !all.isVisible(key));
  return explained.map(
    ({ nearest, remedy, ...answer }) =>
      ({
        ...redact(answer, text => isHidden(names.keysIn(text))),
        ...(nearest && {
          nearest: redactNearest(nearest, {
            names: text => isHidden(names.keysIn(text)),
            wants: text => isHidden(keysIn(text)),
          }),
        }),
        ...(remedy && {
          remedy: redactRemedy(remedy, text => isHidden(names.keysIn(text))),
        }),
      } as Answer),
  );
}

function connectionOf(
  { protocol, port, http, sni, requestClaims }: ParsedJudgeRequest,
  from: Endpoint,
  to: Endpoint,
): Connection {
  return {
    from,
    to,
    protocol,
    port,
    http,
    ...(sni === undefined ? {} : { tls: { sni } }),
    ...(requestClaims ? { requestClaims } : {}),
  };
}

function ownIn(cluster: string, entities: EntitiesByRef): ReadonlySet<string> {
  return new Set(
    [...entities.values()]
      .flatMap(({ workloads }) => workloads)
      .filter(found => found.cluster === cluster)
      .map(({ workload }) => workload.key),
  );
}

function noSuchEnds(entities: EntitiesByRef): Error {
  for (const { entityRef, workloads } of entities.values()) {
    if (workloads.length === 0) return notMapped(entityRef);
  }
  return notFound('no cluster has both ends');
}

function strictestAnswerFirst(a: Answer, b: Answer): number {
  const rank = (outcome: Outcome) => strictestFirst.indexOf(outcome);
  return rank(a.verdict.outcome) - rank(b.verdict.outcome);
}

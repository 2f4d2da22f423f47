import {
  ClusterChange,
  Engine,
  PermissionTerms,
  PortRange,
  RawObject,
  Workload,
} from '@ztn/zero-trust-engine';
import { AccessRule } from '../AccessGoal';
import { Edge } from '../goal/findEdge';
import { AskedRequest, requestsOf } from '../goal/requests';
import { RuleReading } from '../read/readRule';
import { inPieces, Steps } from '../steps';
import { changesOf } from './changesOf';
import { isAskedOperation, isWithin, limitsAt } from './placeLimits';

/** Every change of permissions, and what of it was not asked for. */
export interface Effect {
  readonly changes: readonly ClusterChange[];
  /** Other edges, or the asked one on worse terms. */
  readonly side: readonly ClusterChange[];
  /** The asked edge for other workloads that prove the same identity. */
  readonly sharedBy: readonly string[];
  /** The asked edge on ports that were not asked for. */
  readonly otherPorts: readonly PortRange[];
  /** The asked edge and port, with requests that were not asked for. */
  readonly otherRequests: readonly AccessRule[];
}

/** Compares a cluster with itself after a change, as the goal would have it. */
export function* effectOf(
  before: Engine,
  after: Engine,
  edge: Edge,
  readings: readonly RuleReading[],
  objects: readonly RawObject[],
): Steps<Effect> {
  const changes = yield* changesOf(before, after, objects);
  const callers = keysOf(edge.callers);
  const callees = keysOf(edge.callees);
  const sharers = new Set(
    before.snapshot.workloads
      .filter(other => !callers.has(other.key) && isAlike(other, edge))
      .map(({ key }) => key),
  );
  const side: ClusterChange[] = [];
  const sharedBy = new Set<string>();
  const otherPorts: PortRange[] = [];
  for (const change of changes) {
    const isInto =
      change.direction === 'egress' &&
      change.peer.type === 'workload' &&
      callees.has(change.peer.key);
    const isOwn = isInto && callers.has(change.workload);
    const isShared = isInto && sharers.has(change.workload);
    if ((!isOwn && !isShared) || !isOpening(change)) {
      side.push(change);
      continue;
    }
    const { inside, outside } = split(change, edge);
    if (outside.length > 0) {
      if (isOwn) otherPorts.push(...outside);
      else side.push(change);
    }
    if (isShared && inside.length > 0) {
      if (isAskedOf(change, edge)) sharedBy.add(change.workload);
      else side.push(change);
    }
  }
  const opened = yield* inPieces(
    readings,
    reading =>
      isMoved(reading, before, after, changes, callers) &&
      opensOtherRequests(before, after, edge, reading),
  );
  return {
    changes,
    side,
    sharedBy: [...sharedBy],
    otherPorts,
    otherRequests: readings
      .filter((_, index) => opened[index])
      .map(({ rule }) => rule),
  };
}

/**
 * Whether anything is new on the port of a rule. Rows do not list what Cilium's
 * HTTP rules let through, so those are compared by themselves.
 */
function isMoved(
  { rule: { port, protocol }, places }: RuleReading,
  before: Engine,
  after: Engine,
  changes: readonly ClusterChange[],
  callers: ReadonlySet<string>,
): boolean {
  const isChanged = changes.some(
    change =>
      callers.has(change.workload) &&
      change.protocol === protocol &&
      change.ports.some(range => holds(range, port)),
  );
  const wordsIn = (engine: Engine) =>
    places.map(({ place }) => {
      const limits = limitsAt(engine, place, protocol);
      return limits.type === 'words' ? [...limits.items].sort() : limits.type;
    });
  return (
    isChanged ||
    (before !== after &&
      JSON.stringify(wordsIn(before)) !== JSON.stringify(wordsIn(after)))
  );
}

function keysOf(workloads: readonly Workload[]): ReadonlySet<string> {
  return new Set(workloads.map(({ key }) => key));
}

function isAlike(other: Workload, { callers: [caller] }: Edge): boolean {
  return (
    other.namespace === caller.namespace &&
    other.serviceAccount === caller.serviceAccount
  );
}

/** More passes than before, on the same terms otherwise. */
function isOpening({ type, before, after }: ClusterChange): boolean {
  if (!after || type === 'vanishes' || after.outcome === 'unknown')
    return false;
  if (!before) return true;
  return (
    before.transport === after.transport && before.identity === after.identity
  );
}

function holds({ first, last }: PortRange, port: number): boolean {
  return first <= port && port <= last;
}

/** Ports of a change that are asked for, and the others. */
function split(
  { protocol, ports }: ClusterChange,
  { goal }: Edge,
): {
  readonly inside: readonly number[];
  readonly outside: readonly PortRange[];
} {
  const asked = goal.rules
    .filter(rule => rule.protocol === protocol)
    .map(({ port }) => port)
    .sort((a, b) => a - b);
  const outside = ports.flatMap(range => {
    const within = [...new Set(asked)].filter(port => holds(range, port));
    const rest: PortRange[] = [];
    let next = range.first;
    for (const port of within) {
      if (next < port) rest.push({ first: next, last: port - 1 });
      next = port + 1;
    }
    if (next <= range.last) rest.push({ first: next, last: range.last });
    return rest;
  });
  const inside = asked.filter(port => ports.some(range => holds(range, port)));
  return { inside, outside };
}

/** Requests on one port that are asked for; undefined: all of them. */
function askedOn(
  { goal }: Edge,
  { port, protocol }: Pick<AccessRule, 'port' | 'protocol'>,
): readonly AskedRequest[] | undefined {
  const requests = goal.rules
    .filter(rule => rule.port === port && rule.protocol === protocol)
    .flatMap(requestsOf);
  return requests.some(request => request === undefined)
    ? undefined
    : requests.flatMap(request => request ?? []);
}

/** A row of another caller with the same identity: its terms say it all. */
function isAskedOf(change: ClusterChange, edge: Edge): boolean {
  const { inside } = split(change, edge);
  return inside.every(port => {
    const asked = askedOn(edge, { port, protocol: change.protocol as 'TCP' });
    if (!asked) return true;
    const http = change.after?.http;
    if (!http || http.allow === 'any') return false;
    const known = new Set(operationsIn(change.before));
    return http.allow.every(
      operation =>
        known.has(JSON.stringify(operation)) ||
        isAskedOperation(operation, asked),
    );
  });
}

function operationsIn(terms: PermissionTerms | undefined): readonly string[] {
  const allow = terms?.http?.allow;
  return allow && allow !== 'any' ? allow.map(o => JSON.stringify(o)) : [];
}

/**
 * Whether other requests pass than those that are asked for and those that
 * passed before. One place that lists nothing else is enough, as all of them
 * must let a request through; what it had before counts only where everything
 * else was open before.
 */
function opensOtherRequests(
  before: Engine,
  after: Engine,
  edge: Edge,
  { rule, places, outcome }: RuleReading,
): boolean {
  const asked = askedOn(edge, rule);
  if (!asked || outcome === 'allow') return false;
  const { protocol } = rule;
  const old = places.map(({ place }) => limitsAt(before, place, protocol));
  const isOpenButFor = (index: number) =>
    places.every(
      (reading, other) =>
        other === index ||
        (reading.outcome === 'allow' && old[other].type === 'any'),
    );
  return !places.some(({ place }, index) =>
    isWithin(
      limitsAt(after, place, protocol),
      isOpenButFor(index) ? old[index] : undefined,
      asked,
    ),
  );
}

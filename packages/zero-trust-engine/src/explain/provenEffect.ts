import { Connection } from '../Connection';
import { Engine } from '../evaluate/Engine';
import type { Judged } from '../evaluate/judge';
import { HttpOperation, Party } from '../layers/Layer';
import { formatObjectRef } from '../refs';
import { matchLabels } from '../select/matchLabels';
import { PortSet } from '../sets/PortSet';
import { Field } from '../snapshot/Field';
import { selectorOfLabels } from '../snapshot/LabelSelector';
import { Direction } from '../vocabulary';
import { openedBy, Widened } from './openedBy';
import { Opened, ProposedObject } from './Remedy';

/** Before and after, and what was asked for. */
interface Change {
  readonly engine: Engine;
  readonly changed: Engine;
  readonly objects: readonly ProposedObject[];
  readonly connection: Connection;
  readonly judged: readonly Judged[];
}

/**
 * Every call that proposed objects would let through besides the one that is
 * asked for: the permissions of all workloads that an object binds, compared in
 * the direction that it touches.
 */
export function provenEffect(change: Change): readonly Opened[] {
  const touched = new Map(
    change.objects.flatMap(object => {
      const direction: Direction =
        object.place === 'egress' ? 'egress' : 'ingress';
      return boundBy(object, change).map(
        key => [`${direction} ${key}`, { key, direction }] as const,
      );
    }),
  );
  return [...touched.values()].flatMap(({ key, direction }) =>
    openedBy(
      change.engine.permissions(key, direction),
      change.changed.permissions(key, direction),
    )
      .flatMap(widened => withoutAsked(widened, { key, direction }, change))
      .map(
        ({ peer, protocol, ports, before, after, otherRequests }): Opened => ({
          workload: key,
          direction,
          peer,
          protocol,
          ports: protocol === 'ICMP' ? [] : ports.ranges,
          before,
          after,
          ...(otherRequests && { otherRequests }),
        }),
      ),
  );
}

/**
 * Workloads that an object binds. The network layer is asked; at a waypoint it
 * is whatever the call was to, and elsewhere the labels decide.
 */
function boundBy(
  { layer, place, kind, namespace, name, object }: ProposedObject,
  { changed, judged }: Change,
): readonly string[] {
  const { workloads } = changed.snapshot;
  if (layer === 'network') {
    const direction: Direction = place === 'egress' ? 'egress' : 'ingress';
    const policy = formatObjectRef({ kind, namespace, name });
    return workloads
      .filter(workload =>
        changed.layers.network
          .programs({ type: 'workload', workload }, direction)
          .some(({ policies }) => policies.includes(policy)),
      )
      .map(({ key }) => key);
  }
  const labels = new Field(object.spec).in('selector', 'matchLabels');
  if (!labels.present) {
    return judged.flatMap(({ target: { party } }) =>
      party.type === 'workload' ? [party.workload.key] : [],
    );
  }
  const selector = selectorOfLabels(labels.stringMap());
  return workloads
    .filter(
      workload =>
        workload.namespace === namespace &&
        matchLabels(selector, workload.labels),
    )
    .map(({ key }) => key);
}

/** What is left of a widened permission without what was asked for. */
function withoutAsked(
  widened: Widened,
  at: { readonly key: string; readonly direction: Direction },
  { connection, judged }: Change,
): readonly (Widened & Pick<Opened, 'otherRequests'>)[] {
  if (widened.protocol !== connection.protocol) return [widened];
  const asked = judged.filter(({ caller, target }) => {
    const [here, there] =
      at.direction === 'ingress'
        ? [target.party, caller.party]
        : [caller.party, target.party];
    return isWorkload(here, at.key) && isPeer(there, widened);
  });
  if (asked.length === 0) return [widened];
  const isExact = isAskedRequest(widened, connection);
  if (widened.protocol === 'ICMP') return [];
  const numbers = PortSet.of(
    ...asked.flatMap(({ target }) => target.port ?? []),
  );
  const others = widened.ports.subtract(numbers);
  const here = widened.ports.intersect(numbers);
  return [
    ...(others.isEmpty ? [] : [{ ...widened, ports: others }]),
    ...(here.isEmpty || isExact
      ? []
      : [{ ...widened, ports: here, otherRequests: true as const }]),
  ];
}

function isWorkload(party: Party, key: string): boolean {
  return party.type === 'workload' && party.workload.key === key;
}

function isPeer(party: Party, { peer }: Widened): boolean {
  switch (peer.type) {
    case 'workload':
      return isWorkload(party, peer.key);
    case 'addresses':
      return party.type === 'address' && peer.cidrs.length === 1
        ? sameBlock(party.cidr, peer.cidrs[0])
        : false;
    case 'fqdn':
      return party.type === 'fqdn' && party.name === peer.name;
    default:
      return party.type === 'reserved' && party.peer === peer.peer;
  }
}

function sameBlock(asked: string, opened: string): boolean {
  return (
    asked === opened || opened === `${asked}/32` || opened === `${asked}/128`
  );
}

/** Where requests are told apart, only the one that is asked for may be new. */
function isAskedRequest(
  { http: limits }: Widened,
  { http }: Connection,
): boolean {
  if (!http) return true;
  if (!limits || limits.allow === 'any') return false;
  return limits.allow.every(operation => isExactly(operation, http));
}

function isExactly(
  { methods, paths }: HttpOperation,
  http: NonNullable<Connection['http']>,
): boolean {
  const path = http.path?.split(/[?#]/)[0];
  return (
    (http.method === undefined || methods?.join() === http.method) &&
    (path === undefined || paths?.join() === path)
  );
}

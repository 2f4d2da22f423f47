import { Engine } from '../../evaluate/Engine';
import { callersOf } from '../../evaluate/callersOf';
import { Evidence } from '../../Verdict';
import { Workload } from '../../snapshot/Workload';
import { Outcome, Transport } from '../../vocabulary';
import { controlContext, ControlContext } from '../controls/ControlContext';
import { defaultControlSettings } from '../controls/ControlSettings';
import { namedCallers } from '../controls/namedCallers';
import { PortAccepting, portsAccepting } from '../controls/portsAccepting';
import { unseenPods } from '../controls/running';

/** How far a workload is on the road to STRICT. */
export type StrictStage =
  /** Some pod has nothing of the mesh: STRICT would change nothing there. */
  | 'not-in-mesh'
  /** It cannot be told. */
  | 'unknown'
  /** Takes plaintext, and somebody who may call sends it, or might. */
  | 'permissive'
  /** Takes plaintext, and nobody who may call sends it. */
  | 'ready'
  /** No mode lets plaintext in, but ports go past the proxy. */
  | 'bypassed'
  | 'strict'
  /** No port is known on which it could be called. */
  | 'no-ports';

/** The least first: a namespace is as far as the least of its workloads. */
export const leastStageFirst = [
  'not-in-mesh',
  'unknown',
  'permissive',
  'ready',
  'bypassed',
  'strict',
  'no-ports',
] as const satisfies readonly StrictStage[];

/** A call that passes today and would break, or might. */
export interface StrictBlocker {
  /** `Workload.key`; absent: addresses outside the cluster. */
  readonly caller?: string;
  readonly port: number;
  /** What the call is today. */
  readonly transport: Transport;
  readonly outcome: Outcome;
  /** Why it is not mutual TLS. */
  readonly because: readonly Evidence[];
  /** Some rule of the called workload names the caller. */
  readonly named: boolean;
}

/** One workload's readiness for STRICT. */
export interface StrictReadiness {
  readonly key: string;
  readonly stage: StrictStage;
  /** TCP ports that take plaintext because of their mode. */
  readonly openPorts: readonly number[];
  /** Ports that no mode reaches: the proxy is told to leave them alone. */
  readonly excludedPorts: readonly number[];
  readonly blockers: readonly StrictBlocker[];
  /** Probes of the kubelet are not rewritten, so STRICT refuses them. */
  readonly probesBreak: boolean;
}

const holes = [
  'excluded-port',
  'not-included-port',
  'interception-off',
  'inbound-bypass',
];
const encrypted: readonly Transport[] = ['mtls', 'hbone'];

/**
 * Prepares the readiness of one cluster's workloads, which is then asked for one
 * by one (`Workload.key`). A key that is not there throws a plain `Error`.
 */
export function strictReadinessOf(
  engine: Engine,
): (key: string) => StrictReadiness {
  const context = controlContext(engine, {
    at: new Date(0),
    settings: defaultControlSettings,
    permissiveSince: () => undefined,
  });
  const workloads = new Map(engine.snapshot.workloads.map(w => [w.key, w]));
  return key => {
    const workload = workloads.get(key);
    if (!workload) throw new Error(`no workload '${key}' in the snapshot`);
    return readinessOf(context, workload);
  };
}

/**
 * Whether a workload could refuse plaintext today, and which callers would
 * break. Callers are asked for their path first, which is cheap, and judged by
 * all layers only where it is not mutual TLS: so who has no proxy, an excluded
 * port or a DestinationRule in the way is found whatever the reason.
 */
function readinessOf(
  context: ControlContext,
  workload: Workload,
): StrictReadiness {
  const accepting = portsAccepting(context, workload);
  const open = portsWhere(accepting, ({ accepts }) =>
    ['both', 'plaintext-only'].includes(accepts),
  );
  const blockers = open.flatMap(port => blockersAt(context, workload, port));
  return {
    key: workload.key,
    stage: stageOf(context, workload, accepting, blockers),
    openPorts: open,
    excludedPorts: portsWhere(
      accepting.filter(isHole),
      ({ accepts }) => accepts === 'not-enforced',
    ),
    blockers,
    probesBreak: (workload.pods.length > 0
      ? workload.pods
      : [workload.template]
    ).some(
      shape =>
        shape?.annotations['sidecar.istio.io/rewriteAppHTTPProbers'] ===
        'false',
    ),
  };
}

function portsWhere(
  accepting: readonly PortAccepting[],
  test: (acceptance: PortAccepting['acceptance']) => boolean,
): readonly number[] {
  const ports = accepting
    .filter(({ acceptance }) => test(acceptance))
    .map(({ port }) => port);
  return [...new Set(ports)];
}

function stageOf(
  context: ControlContext,
  workload: Workload,
  accepting: readonly PortAccepting[],
  blockers: readonly StrictBlocker[],
): StrictStage {
  const is = (...accepts: readonly string[]) =>
    accepting.some(({ acceptance }) => accepts.includes(acceptance.accepts));
  const notEnforced = accepting.filter(
    ({ acceptance: { accepts } }) => accepts === 'not-enforced',
  );
  if (notEnforced.some(one => !isHole(one))) return 'not-in-mesh';
  if (is('unknown') || unseenPods(context, workload).length > 0) {
    return 'unknown';
  }
  if (is('both', 'plaintext-only')) {
    return blockers.length > 0 ? 'permissive' : 'ready';
  }
  if (notEnforced.length > 0) return 'bypassed';
  return is('mtls-only') ? 'strict' : 'no-ports';
}

function isHole({ acceptance: { reason } }: PortAccepting): boolean {
  return holes.includes(reason ?? '');
}

function blockersAt(
  context: ControlContext,
  workload: Workload,
  port: number,
): readonly StrictBlocker[] {
  const { engine, snapshot } = context;
  const named = new Set(
    namedCallers(context, workload).map(({ caller }) => caller.key),
  );
  const byWorkloads = snapshot.workloads
    .filter(
      caller =>
        caller.key !== workload.key &&
        !encryptsEverywhere(context, caller, workload, port),
    )
    .flatMap(caller =>
      judged(engine, caller, workload, port).map(answer => ({
        caller: caller.key,
        port,
        ...answer,
        named: named.has(caller.key),
      })),
    );
  return [
    ...byWorkloads.filter(({ named: byRule }) => byRule),
    ...outside(engine, workload, port),
    ...byWorkloads.filter(({ named: byRule }) => !byRule),
  ];
}

/** Every pod of the caller reaches every pod of the called one by mutual TLS. */
function encryptsEverywhere(
  { engine, backends }: ControlContext,
  caller: Workload,
  workload: Workload,
  port: number,
): boolean {
  const service = backends.serviceFor(workload, 'TCP', port);
  return callersOf(caller).every(({ party: client }) =>
    callersOf(workload).every(({ party: server }) =>
      encrypted.includes(
        engine.path({
          client,
          server,
          protocol: 'TCP',
          port,
          ...(service ? { service } : {}),
        }).transport,
      ),
    ),
  );
}

/** Nothing for a call that is refused today: it cannot break. */
function judged(
  engine: Engine,
  caller: Workload,
  workload: Workload,
  port: number,
): readonly Pick<StrictBlocker, 'transport' | 'outcome' | 'because'>[] {
  const verdict = engine.judge({
    from: { type: 'workload', ref: caller.ref },
    to: { type: 'workload', ref: workload.ref },
    protocol: 'TCP',
    port,
  });
  const answers = verdict.backends ?? [verdict];
  const plain = answers.find(
    ({ outcome, transport }) =>
      outcome !== 'deny' && !encrypted.includes(transport),
  );
  if (!plain) return [];
  const { transport, outcome, layers } = plain;
  const because = layers
    .filter(({ layer }) => layer === 'transport')
    .flatMap(layer => layer.because);
  return [{ transport, outcome, because }];
}

function outside(
  engine: Engine,
  workload: Workload,
  port: number,
): readonly StrictBlocker[] {
  const row = engine
    .addresses(workload.key, 'ingress')
    .find(
      ({ outcome, transport, traffic }) =>
        outcome !== 'deny' &&
        !encrypted.includes(transport) &&
        traffic.protocol === 'TCP' &&
        traffic.ports.some(({ first, last }) => first <= port && port <= last),
    );
  if (!row) return [];
  const { transport, outcome, layers } = row;
  const because = layers
    .filter(({ layer }) => layer === 'transport')
    .flatMap(layer => layer.because);
  return [{ port, transport, outcome, because, named: false }];
}

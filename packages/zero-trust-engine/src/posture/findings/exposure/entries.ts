import { EntryFault, EntryPoint } from '../../../exposure/EntryPoint';
import { exposuresOf } from '../../../exposure/exposuresOf';
import { Snapshot } from '../../../snapshot/Snapshot';
import { Finding } from '../../Finding';
import { FindingCheck } from '../FindingContext';
import { mergeWorkloads } from '../network/mergeWorkloads';

/** Ways in that lead to nothing: a Service, port, listener or grant is missing. */
export const entryLeadsNowhere: FindingCheck = ({
  engine,
  snapshot,
  subjects,
}) =>
  exposuresOf(engine).entries.flatMap((entry): readonly Finding[] => {
    const { fault } = entry;
    const sure =
      fault !== undefined &&
      isDefect(fault) &&
      kindsBehind[fault].every(kind => snapshot.gapsOf(kind).length === 0) &&
      (fault !== 'service-has-no-backend' || subjects.complete);
    if (!sure) return [];
    return [
      {
        code: 'entry-leads-nowhere',
        severity: 'low',
        object: entry.object,
        path: entry.path,
        workloads: [],
        params: { fault, ...(entry.service && { service: entry.service }) },
      },
    ];
  });

/** Ways in that policy refuses, whoever it takes the caller for. */
export const entryRefused: FindingCheck = ({ engine, snapshot }) => {
  const exposures = exposuresOf(engine);
  const reached = new Set(
    exposures.entries.flatMap(({ targets }) => targets.map(t => t.workload)),
  );
  return mergeWorkloads(
    snapshot.workloads
      .filter(({ key }) => reached.has(key))
      .flatMap(({ key }) => exposures.of(key))
      .filter(({ outcome }) => outcome === 'deny')
      .map(
        ({ entry, target, readings }): Finding => ({
          code: 'entry-refused',
          severity: 'medium',
          object: entry.object,
          path: entry.path,
          workloads: [target.workload],
          params: {
            caller: readings.map(({ caller }) => caller).join(', '),
            port: String(target.port),
          },
        }),
      ),
  );
};

/** Addresses that whoever writes a Service can take from others (CVE-2020-8554). */
export const serviceExternalIps: FindingCheck = ({ engine, snapshot }) => {
  const entries = exposuresOf(engine).entries.filter(
    ({ type }) => type === 'external-ip',
  );
  return mergeWorkloads(
    entries.map(
      ({ object, path, targets, addresses }): Finding => ({
        code: 'service-external-ips',
        severity: 'medium',
        object,
        path,
        workloads: keysOf(targets, snapshot),
        params: { addresses: addresses.join(', ') },
      }),
    ),
  );
};

function keysOf(
  targets: EntryPoint['targets'],
  { workloads }: Snapshot,
): readonly string[] {
  const wanted = new Set(targets.map(({ workload }) => workload));
  return workloads.filter(({ key }) => wanted.has(key)).map(({ key }) => key);
}

/** An object store behind an Ingress, or an outside host, is no defect. */
function isDefect(fault: EntryFault): fault is keyof typeof kindsBehind {
  return fault !== 'backend-is-no-service';
}

const gateway = 'Gateway.gateway.networking.k8s.io';

/** Kinds of which an unread object could be what is missing. */
const kindsBehind = {
  'service-not-found': ['Service'],
  'service-has-no-such-port': ['Service'],
  'service-has-no-backend': ['Service', 'EndpointSlice'],
  'reference-not-granted': ['ReferenceGrant'],
  'parent-not-found': [gateway],
  'no-listener-admits-it': [gateway, 'Namespace'],
  'not-accepted': [],
} as const satisfies Record<
  Exclude<EntryFault, 'backend-is-no-service'>,
  readonly string[]
>;

import { Direction, Snapshot, Workload } from '@ztn/zero-trust-engine';
import { Connections } from '../connlist/connlistOf';
import { peerName, workloadPeer } from '../connlist/Peer';
import { Port } from '../refs/parsePort';
import { Exposure, entireCluster } from './exposureOf';
import { isProtected } from './isProtected';

/** What the lines are about. */
export interface ExposureFocus {
  readonly isWorkload: (workload: Workload) => boolean;
  readonly direction?: Direction;
  readonly port?: Port;
}

const sections = [
  { direction: 'egress', title: 'Egress Exposure:', arrow: '=>' },
  { direction: 'ingress', title: 'Ingress Exposure:', arrow: '<=' },
] as const;

/**
 * netpol-analyzer's exposure section: per workload what addresses outside and
 * pods that could come to be may do, and which workloads no policy protects.
 *
 * @param connections - all of the cluster, for what addresses may do
 */
export function exposureText(
  exposures: readonly Exposure[],
  connections: readonly Connections[],
  snapshot: Snapshot,
  { isWorkload, direction, port }: ExposureFocus,
): string {
  const workloads = snapshot.workloads.filter(isWorkload);
  const nameOf = new Map(
    workloads.map(workload => [workload.key, peerName(workloadPeer(workload))]),
  );
  const shown = sections.filter(
    section => direction === undefined || direction === section.direction,
  );
  // Of a workload that no pod could reach or be reached by, nothing is told.
  const exposed = new Set(exposures.map(({ workload }) => workload));
  const rows = shown.map(section => ({
    ...section,
    rows: [
      ...outsideRows(connections, section.direction, port).filter(
        ({ workload }) => exposed.has(workload),
      ),
      ...exposures
        .filter(exposure => exposure.direction === section.direction)
        .filter(exposure => isOnPort(exposure.traffic, port))
        .filter(exposure => !port || tellsMore(exposure, exposures, port))
        .map(({ workload, who, traffic }) => ({
          workload,
          who,
          traffic: `${traffic}`,
        })),
    ].flatMap(row => {
      const name = nameOf.get(row.workload);
      return name === undefined ? [] : [{ ...row, name }];
    }),
  }));
  const width = Math.max(
    0,
    ...rows.flatMap(section => section.rows.map(({ name }) => name.length)),
  );
  const on = port ? ` On ${port.protocol} ${port.port}` : '';
  // Being protected is no matter of one port.
  const open = (port ? [] : workloads).flatMap(workload =>
    shown
      .filter(section => !isProtected(snapshot, workload, section.direction))
      .map(
        section =>
          `${nameOf.get(workload.key)} is not protected on ${
            section.direction === 'egress' ? 'Egress' : 'Ingress'
          }`,
      ),
  );
  const blocks = [
    ...rows
      .filter(section => section.rows.length > 0)
      .map(({ title, arrow, rows: found }) => [
        title,
        ...found
          .map(({ name, who, traffic }) => {
            const ends = `${name.padEnd(width)} \t${arrow} \t${who}`;
            return port ? ends : `${ends} : ${traffic}`;
          })
          .sort(),
      ]),
    ...(open.length > 0
      ? [['Workloads not protected by network policies:', ...open.sort()]]
      : []),
  ];
  const text = blocks.map(lines => `${lines.join('\n')}\n`).join('\n');
  return `\nExposure Analysis Result${on}:\n${text}`;
}

/** On one port, who is named may do no more than any pod may. */
function tellsMore(
  { workload, direction, who }: Exposure,
  exposures: readonly Exposure[],
  port: Port,
): boolean {
  if (who === entireCluster) return true;
  return !exposures.some(
    other =>
      other.workload === workload &&
      other.direction === direction &&
      other.who === entireCluster &&
      isOnPort(other.traffic, port),
  );
}

/** What addresses outside may do is among the connections already. */
function outsideRows(
  connections: readonly Connections[],
  direction: Direction,
  port: Port | undefined,
) {
  return connections.flatMap(({ from, to, traffic }) => {
    const [self, other] = direction === 'egress' ? [from, to] : [to, from];
    return self.type === 'workload' &&
      other.type === 'addresses' &&
      isOnPort(traffic, port)
      ? [{ workload: self.key, who: peerName(other), traffic: `${traffic}` }]
      : [];
  });
}

function isOnPort(
  traffic: { has(protocol: string, port: number): boolean },
  port: Port | undefined,
): boolean {
  if (!port) return true;
  return port.port !== null && traffic.has(port.protocol, port.port);
}

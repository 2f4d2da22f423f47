import { Acceptance, acceptanceOf } from '../layers/transport/acceptance';
import { MtlsIndex } from '../layers/transport/MtlsIndex';
import { Enrolment } from '../layers/mesh/Enrolment';
import { revisionOf } from '../layers/mesh/revisionOf';
import { Pod, PodShape, Workload } from '../snapshot/Workload';
import { DataPlane } from '../vocabulary';
import { MtlsHeadline, MtlsPosture, PortMtls } from './Posture';

/** Ports that the proxy itself serves: no mode applies to them. */
const proxyPorts = [15020, 15021, 15090];

/** Declared and enforced mode of every declared port of a workload. */
export function mtlsPosture(
  mtls: MtlsIndex,
  enrolment: Enrolment,
  workload: Workload,
): MtlsPosture {
  const ports = workload.ports
    .filter(({ port }) => !proxyPorts.includes(port))
    .map((port): PortMtls => {
      const answers = shapesOf(workload).map(({ pod, shape }) => ({
        pod,
        acceptance: acceptanceOf(
          mtls,
          shape,
          workload.namespace,
          enrolment.of(workload, pod),
          port.port,
          port.protocol,
        ),
      }));
      return {
        port: port.port,
        ...(port.name === undefined ? {} : { name: port.name }),
        protocol: port.protocol,
        ...declaredFor(mtls, enrolment, workload, port.port, answers),
        enforced: grouped(answers),
      };
    });
  return { headline: headlineOf(ports, enrolment, workload), ports };
}

interface Answer {
  readonly pod?: Pod;
  readonly acceptance: Acceptance;
}

function shapesOf(
  workload: Workload,
): readonly { readonly pod?: Pod; readonly shape: PodShape }[] {
  if (workload.pods.length > 0) {
    return workload.pods.map(pod => ({ pod, shape: pod }));
  }
  return workload.template ? [{ shape: workload.template }] : [];
}

/** What the objects say, also where no data plane is there to read it. */
function declaredFor(
  mtls: MtlsIndex,
  enrolment: Enrolment,
  workload: Workload,
  port: number,
  answers: readonly Answer[],
): Pick<PortMtls, 'declared' | 'certainty' | 'chain'> {
  const [first] = shapesOf(workload);
  const shape = {
    namespace: workload.namespace,
    labels: first?.shape.labels ?? workload.labels,
    plane: isAmbient(enrolment, workload)
      ? ('ambient' as const)
      : ('sidecar' as const),
    revision: first ? revisionOf(first.shape.annotations) : undefined,
  };
  const read = answers.find(a => a.acceptance.mode)?.acceptance.mode;
  const { declared, certainty, chain } = read ?? mtls.modeOf(shape, port);
  return mtls.gapsFor(shape).length > 0
    ? { declared: 'unknown', certainty: 'undefined', chain }
    : { declared, certainty, chain };
}

function isAmbient(enrolment: Enrolment, workload: Workload): boolean {
  const [pod] = workload.pods;
  const plane = enrolment.of(workload, pod);
  return plane === 'ambient' || plane === 'ambient-pending';
}

function grouped(answers: readonly Answer[]): PortMtls['enforced'] {
  const groups = new Map<string, { readonly answer: Answer; pods: string[] }>();
  for (const answer of answers) {
    const { accepts, reason } = answer.acceptance;
    const key = `${accepts} ${reason ?? ''}`;
    const group = groups.get(key) ?? { answer, pods: [] };
    if (answer.pod) group.pods.push(answer.pod.name);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ answer: { acceptance }, pods }) => ({
    acceptance: acceptance.accepts,
    pods,
    ...(acceptance.reason === undefined ? {} : { reason: acceptance.reason }),
  }));
}

const oneWord: Partial<Record<Acceptance['accepts'], MtlsHeadline>> = {
  'mtls-only': 'strict',
  both: 'permissive',
  'plaintext-only': 'disabled',
  unknown: 'unknown',
};

/** One word over all TCP ports and pods; never better than the worst of them. */
function headlineOf(
  ports: readonly PortMtls[],
  enrolment: Enrolment,
  workload: Workload,
): MtlsHeadline {
  const planes = new Set<DataPlane>(
    workload.pods.length > 0
      ? workload.pods.map(pod => enrolment.ofPod(pod))
      : [enrolment.of(workload)],
  );
  if (planes.size === 1 && planes.has('none')) return 'not-in-mesh';
  const accepted = new Set(
    ports
      .filter(({ protocol }) => protocol === 'TCP')
      .flatMap(({ enforced }) => enforced)
      .map(({ acceptance }) => acceptance)
      .filter(acceptance => acceptance !== 'not-applicable'),
  );
  if (accepted.size === 0) return 'not-applicable';
  if (accepted.has('unknown')) return 'unknown';
  const [only] = accepted;
  return (accepted.size === 1 ? oneWord[only] : undefined) ?? 'mixed';
}

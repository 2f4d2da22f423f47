import {
  ControlReason,
  WorkloadPosture,
} from '@ztn/backstage-plugin-zero-trust-common';
import { z } from 'zod/v3';
import { firstOf } from './firstOf';
import { outcomeEnum } from './words';

/** Of one workload so many ports, controls, findings and gaps are told. */
const PARTS = 20;

const counts = z.object({
  allow: z.number().int(),
  deny: z.number().int(),
  conditional: z.number().int(),
  unknown: z.number().int(),
});

const directionSchema = z.object({
  isolation: z
    .enum(['isolated', 'open', 'unknown'])
    .describe('Whether what no policy allows is closed on this side.'),
  workloads: counts.describe('Peers by outcome.'),
  internet: outcomeEnum,
});

/** Posture of one workload, short enough to read all of it. */
export const workloadSchema = z.object({
  cluster: z.string(),
  workload: z.string().describe('namespace/Kind/name'),
  pods: z.object({ total: z.number().int(), ready: z.number().int() }),
  dataPlane: z.string().describe('Which mesh proxy should be in front of it.'),
  mtls: z.string().describe('Mutual TLS over all ports.'),
  ports: z.array(
    z.object({
      port: z.number().int(),
      protocol: z.string(),
      mode: z.string(),
    }),
  ),
  principal: z.string().describe('The identity that it can prove.'),
  inbound: directionSchema,
  outbound: directionSchema,
  exposed: z
    .array(z.string())
    .describe('Objects that open a way in from outside, with the outcome.'),
  controls: z
    .array(
      z.object({
        control: z.string(),
        severity: z.string(),
        state: z.string(),
        because: z.array(z.string()),
      }),
    )
    .optional()
    .describe('Those that do not pass, worst first; absent: not assessed yet.'),
  findings: z.array(
    z.object({ code: z.string(), severity: z.string(), object: z.string() }),
  ),
  gaps: z
    .array(z.string())
    .describe('What could not be read; because of it answers are unknown.'),
  leftOut: z
    .object({
      ports: z.number().int().optional(),
      exposed: z.number().int().optional(),
      controls: z.number().int().optional(),
      findings: z.number().int().optional(),
      gaps: z.number().int().optional(),
    })
    .describe('How many more there are of each.'),
});

export function toWorkload(
  posture: WorkloadPosture,
): z.infer<typeof workloadSchema> {
  const { inbound, outbound, isolation } = posture;
  const ports = firstOf(posture.mtls.ports, PARTS);
  const exposed = firstOf(posture.exposure, PARTS);
  const controls = firstOf(
    (posture.controls?.results ?? []).filter(({ state }) => state !== 'pass'),
    PARTS,
  );
  const findings = firstOf(posture.findings, PARTS);
  const gaps = firstOf(posture.gaps, PARTS);
  return {
    cluster: posture.cluster,
    workload: posture.key,
    pods: posture.pods,
    dataPlane: posture.mesh.declared,
    mtls: posture.mtls.headline,
    ports: ports.items.map(({ port, protocol, declared }) => ({
      port,
      protocol,
      mode: declared,
    })),
    principal: posture.identity.principal,
    inbound: {
      isolation: isolation.ingress.state,
      workloads: inbound.workloads,
      internet: inbound.internet,
    },
    outbound: {
      isolation: isolation.egress.state,
      workloads: outbound.workloads,
      internet: outbound.internet,
    },
    exposed: exposed.items.map(
      ({ entry, port, outcome }) => `${entry.object} to ${port}: ${outcome}`,
    ),
    ...(posture.controls
      ? {
          controls: controls.items.map(
            ({ control, severity, state, because }) => ({
              control,
              severity,
              state,
              because: because.slice(0, 3).map(sentenceOf),
            }),
          ),
        }
      : {}),
    findings: findings.items.map(({ code, severity, object }) => ({
      code,
      severity,
      object,
    })),
    gaps: gaps.items.map(({ kind, reason }) => `${kind}: ${reason}`),
    leftOut: {
      ports: ports.more,
      exposed: exposed.more,
      controls: controls.more,
      findings: findings.more,
      gaps: gaps.more,
    },
  };
}

/** The control's own words, with the names of this place in them. */
function sentenceOf({ sentence, params, object }: ControlReason): string {
  const said = sentence.replace(
    /\{(\w+)\}/g,
    (whole, name) => params[name] ?? whole,
  );
  return object ? `${object}: ${said}` : said;
}

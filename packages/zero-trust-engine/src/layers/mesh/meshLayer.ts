import { formatObjectRef, formatWorkloadRef } from '../../refs';
import { Certainty, Outcome, leastCertain } from '../../vocabulary';
import { Evidence, LayerVerdict } from '../../Verdict';
import { Snapshot } from '../../snapshot/Snapshot';
import { AllowedOperations, Hop, MeshLayer, MeshQuestion } from '../Layer';
import { allowedOperations, outcomeOfSet } from './allowedOperations';
import { callersNamed } from './callersNamed';
import { claimsBehind } from './claimsBehind';
import { consideredRules } from './consideredRules';
import { customAuthorizers } from './customAuthorizers';
import { CustomAuthorizers, Decision, decide } from './decide';
import { enforcerOf } from './enforcerOf';
import { namedByRules } from './namedByRules';
import { PolicySet } from './PolicySet';
import { policyIndex } from './policyIndex';
import { Reading } from './RequestFacts';
import { readRequest } from './readRequest';
import { sendsDryRun } from './ztunnelDryRun';

/** Istio's authorization, compiled once from a snapshot. */
export function compileMeshLayer(snapshot: Snapshot): MeshLayer {
  const index = policyIndex(snapshot);
  const policiesAt = (hop: Hop) => index.at(enforcerOf(hop));

  const decideAs = (
    question: MeshQuestion,
    policies: PolicySet,
    reading: Reading,
    authorizers: CustomAuthorizers,
  ) =>
    decide(
      policies,
      readRequest(question, reading, policies, snapshot.facts.istio),
      authorizers,
    );

  return {
    named: namedByRules(snapshot),
    mayName: callersNamed(snapshot),

    judge(question) {
      const { hop } = question;
      const policies = policiesAt(hop);
      const authorizers = customAuthorizers(snapshot, policies);
      const decisions = readingsOf(question).map(reading => ({
        reading,
        decision: decideAs(question, policies, reading, authorizers),
      }));
      const verdict = verdictAt(hop, policies, combine(decisions));
      const trial = withDryRun(policies);
      if (!trial) return verdict;
      const sent = hop.point !== 'ztunnel' || sendsDryRun(snapshot);
      const wouldBe = combine(
        readingsOf(question).map(reading => ({
          reading,
          decision: decideAs(question, trial, reading, authorizers),
        })),
      ).outcome;
      return {
        ...verdict,
        because: [
          ...verdict.because,
          ...dryRunEvidence(policies, sent, wouldBe),
        ],
      };
    },

    claimsBehind(question) {
      const reads = readingsOf(question).includes('http');
      return reads
        ? claimsBehind(question.claims, policiesAt(question.hop))
        : question.claims;
    },

    considered(question) {
      const policies = policiesAt(question.hop);
      const [reading] = readingsOf(question);
      return consideredRules(
        policies,
        readRequest(question, reading, policies, snapshot.facts.istio),
      );
    },

    operations(hop): AllowedOperations {
      const policies = policiesAt(hop);
      const authorizers = customAuthorizers(snapshot, policies);
      const reading = hop.chain === 'auto' ? 'http' : firstReading(hop);
      const facts = readRequest(
        { hop },
        reading,
        policies,
        snapshot.facts.istio,
      );
      const decision = decide(policies, facts, authorizers);
      const set = allowedOperations(
        policies,
        facts,
        authorizers,
        verdictAt(hop, policies, decision),
      );
      if (decision.outcome === 'unknown') return set;
      // A set can be empty although no single rule says so.
      const outcome = outcomeOfSet(set);
      return { ...set, verdict: { ...set.verdict, outcome } };
    },
  };
}

function firstReading(hop: Hop): Reading {
  if (hop.point === 'ztunnel') return 'ztunnel';
  return hop.chain === 'tcp' ? 'tcp' : 'http';
}

/** On a port that detects its protocol both readings count. */
function readingsOf({ hop, http }: MeshQuestion): readonly Reading[] {
  if (hop.point === 'ztunnel' || hop.chain !== 'auto') {
    return [firstReading(hop)];
  }
  if (http === undefined) return ['http', 'tcp'];
  return [http === null ? 'tcp' : 'http'];
}

function combine(
  decisions: readonly {
    readonly reading: Reading;
    readonly decision: Decision;
  }[],
): Decision {
  const [first] = decisions;
  const outcomes = new Set(decisions.map(d => d.decision.outcome));
  if (outcomes.size === 1) return first.decision;
  const because = decisions.flatMap(({ reading, decision }) =>
    decision.because.map(
      (evidence): Evidence => ({
        ...evidence,
        params: {
          ...evidence.params,
          reading,
          outcome: decision.outcome,
        },
      }),
    ),
  );
  return {
    outcome: outcomes.has('unknown') ? 'unknown' : 'conditional',
    certainty: leastCertain(decisions.map(d => d.decision.certainty)),
    because,
  };
}

function verdictAt(
  hop: Hop,
  policies: PolicySet,
  decision: Decision,
): LayerVerdict {
  return {
    layer: 'mesh',
    hop: hop.point,
    ...(hop.at.type === 'workload'
      ? { at: formatWorkloadRef(hop.at.workload.ref) }
      : {}),
    ...(hop.identity === undefined ? {} : { identity: hop.identity }),
    outcome: decision.outcome,
    certainty: certaintyAt(policies, decision),
    because: decision.because,
  };
}

/** An empty selector at ztunnel is read in code only. */
function certaintyAt(policies: PolicySet, decision: Decision): Certainty {
  return policies.probable
    ? leastCertain([decision.certainty, 'probable'])
    : decision.certainty;
}

/** The set as if its dry-run policies decided; undefined when there is none. */
function withDryRun(policies: PolicySet): PolicySet | undefined {
  const trial = policies.idle.filter(({ policy }) => policy.dryRun);
  if (trial.length === 0) return undefined;
  const of = (action: 'ALLOW' | 'DENY') =>
    trial.filter(({ policy }) => policy.action === action);
  return {
    ...policies,
    allow: [...policies.allow, ...of('ALLOW')],
    deny: [...policies.deny, ...of('DENY')],
  };
}

/** People expect dry-run policies to decide or at least to report. */
function dryRunEvidence(
  policies: PolicySet,
  sent: boolean,
  wouldBe: Outcome,
): readonly Evidence[] {
  return policies.idle
    .filter(({ policy }) => policy.dryRun)
    .map(({ policy }) => ({
      policy: formatObjectRef({ kind: 'AuthorizationPolicy', ...policy.meta }),
      path: 'metadata.annotations["istio.io/dry-run"]',
      reason: sent ? 'dry-run-not-enforced' : 'dry-run-not-sent',
      params: {
        action: policy.action,
        wouldBe: sent ? wouldBe : 'unknown',
      },
    }));
}

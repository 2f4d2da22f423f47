import { PlanFinding } from '../AccessPlan';
import { denyShadow } from './denyShadow';
import { dnsEgress } from './dnsEgress';
import { crossCluster, crossEnvironment, forbiddenPairs } from './environments';
import { maxTuples } from './goalSize';
import { Guardrail, GuardrailContext } from './Guardrail';
import { isolationDrop, isolationFlip } from './isolation';
import {
  ambientPort,
  ambientWithoutWaypoint,
  l7Ineffective,
  widerThanAsked,
} from './limits';
import { notEnough, notPossible } from './notPossible';
import { ownerMissing } from './ownerMissing';
import { adminPort, servicePort } from './ports';
import { methodRequired, noRootPath, pathsRequired } from './requestWords';
import { selectorBroader } from './selectorBroader';
import { defaultServiceAccount, sharedServiceAccount } from './serviceAccounts';
import { sideEffect } from './sideEffect';
import { noWildcardIdentity, noWildcardPort } from './wideRules';

/** In the order in which people are told. */
export const guardrails: readonly Guardrail[] = [
  denyShadow,
  servicePort,
  notPossible,
  ambientWithoutWaypoint,
  l7Ineffective,
  widerThanAsked,
  ambientPort,
  isolationFlip,
  isolationDrop,
  sideEffect,
  selectorBroader,
  notEnough,
  noWildcardIdentity,
  noWildcardPort,
  pathsRequired,
  methodRequired,
  noRootPath,
  maxTuples,
  forbiddenPairs,
  crossEnvironment,
  crossCluster,
  sharedServiceAccount,
  defaultServiceAccount,
  adminPort,
  ownerMissing,
  dnsEgress,
];

/** Those about what a plan cannot do: a merged change may do less than asked. */
const aboutReaching: readonly Guardrail[] = [
  denyShadow,
  servicePort,
  notPossible,
  notEnough,
];

/** Those about what is granted, whoever wrote it. */
export const grantGuardrails = guardrails.filter(
  guardrail => !aboutReaching.includes(guardrail),
);

/** What guardrails have to say, at the operator's levels. */
export function guardrailFindings(
  context: GuardrailContext,
  among: readonly Guardrail[] = guardrails,
): readonly PlanFinding[] {
  return among.flatMap(guardrail => {
    const { id, level, fixed } = guardrail;
    const stated = fixed ? undefined : context.settings?.guardrails?.[id];
    if (stated === 'off') return [];
    return guardrail.check(context).map(
      (warning): PlanFinding => ({
        ...warning,
        id,
        level: stated ?? warning.level ?? level,
      }),
    );
  });
}

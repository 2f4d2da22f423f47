import { PlanFinding } from '../AccessPlan';
import { inPieces, Steps } from '../steps';
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
import { noWildcardIdentity, noWildcardPort, portsAsked } from './wideRules';

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
  portsAsked,
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
export function* guardrailFindings(
  context: GuardrailContext,
  among: readonly Guardrail[] = guardrails,
): Steps<readonly PlanFinding[]> {
  const found = yield* inPieces(among, guardrail => {
    const { id, level } = guardrail;
    const stated = context.settings?.guardrails?.[id];
    return guardrail
      .check(context)
      .flatMap(({ fixed, ...warning }): readonly PlanFinding[] => {
        const own = warning.level ?? level;
        if (fixed || guardrail.fixed || stated === undefined) {
          return [{ ...warning, id, level: own }];
        }
        return stated === 'off' ? [] : [{ ...warning, id, level: stated }];
      });
  });
  return found.flat();
}

import { keyFetch } from './mesh/keyFetch';
import { FindingCheck } from './FindingContext';
import { destinationRuleBreaksCalls } from './destinationRuleBreaksCalls';
import { egressWithoutDns } from './egressWithoutDns';
import {
  headlessMixesProxies,
  strictWithoutAutoMtls,
} from './mesh/callersSendPlaintext';
import {
  destinationRuleOverridden,
  destinationRuleShadowed,
} from './mesh/destinationRuleRivals';
import {
  destinationRuleHost,
  destinationRuleTls,
} from './mesh/destinationRules';
import {
  disableAtZtunnel,
  namespaceModeMisleads,
  portMtlsMatchesNoPort,
  ztunnelReadsMode,
} from './mesh/peerModes';
import { identityRules } from './mesh/identityRules';
import {
  authorizerUnusable,
  dryRunNotRead,
  envoyFilterInbound,
} from './mesh/policyDetails';
import { policyScope } from './mesh/policyScope';
import { ruleReferences } from './mesh/ruleReferences';
import { targetRefs } from './mesh/targetRefs';
import { tokenRules } from './mesh/tokenRules';
import { namespaceLabels } from './mesh/namespaceLabels';
import { podEnrolment } from './mesh/podEnrolment';
import {
  httpRuleOnDetectedPort,
  portProtocolConflict,
} from './mesh/portProtocols';
import { sidecarResources } from './mesh/sidecarResources';
import { waypointBypass, waypointRefused } from './mesh/waypointGuard';
import { ruleTexts } from './mesh/ruleTexts';
import { unreadRules } from './mesh/unreadRules';
import { defaultIdentity, sharedIdentity } from './identities';
import {
  ambientBypass,
  podWithoutProxy,
  portNotCaptured,
} from './meshNotEnforced';
import {
  entryLeadsNowhere,
  entryRefused,
  serviceExternalIps,
} from './exposure/entries';
import { accidentalOr } from './network/accidentalOr';
import { ciliumMode } from './network/ciliumMode';
import { ciliumPolicyRejected } from './network/ciliumPolicyRejected';
import { emptyRule } from './network/emptyRule';
import { fqdnWithoutDnsRule } from './network/fqdnWithoutDnsRule';
import { httpRuleOnMeshTraffic } from './network/httpRuleOnMeshTraffic';
import { l7RuleVoided } from './network/l7RuleVoided';
import { labelDroppedByFilter } from './network/labelDroppedByFilter';
import { rulePortOfNetworkRule } from './network/rulePortOfNetworkRule';
import { ruleNamesNothing } from './network/ruleNamesNothing';
import { servicePeerMissing } from './network/servicePeerMissing';
import { policyNotEnforced } from './network/policyNotEnforced';
import { policyTypes } from './network/policyTypes';
import { networkPolicyForgetsTunnel } from './networkPolicyForgetsTunnel';
import { peerAuthenticationShadowed } from './peerAuthenticationShadowed';
import { peerAuthenticationWithoutEffect } from './peerAuthenticationWithoutEffect';
import { plaintextAccepted } from './plaintextAccepted';
import { policySelectsNothing } from './policySelectsNothing';
import {
  danglingPrincipal,
  foreignPrincipal,
  principalWithScheme,
} from './principals';
import { rulePortIsServicePort } from './rulePortIsServicePort';
import { waypointNotUsed } from './waypointNotUsed';

/** Checks of what the network plugin enforces. */
export const networkChecks: readonly FindingCheck[] = [
  accidentalOr,
  egressWithoutDns,
  policyTypes,
  emptyRule,
  ciliumPolicyRejected,
  policyNotEnforced,
  ciliumMode,
  labelDroppedByFilter,
  l7RuleVoided,
  httpRuleOnMeshTraffic,
  fqdnWithoutDnsRule,
  rulePortOfNetworkRule,
  ruleNamesNothing,
  servicePeerMissing,
  entryLeadsNowhere,
  entryRefused,
  serviceExternalIps,
];

/** Checks that ask nothing where Istio is not installed. */
export const meshChecks: readonly FindingCheck[] = [
  peerAuthenticationShadowed,
  peerAuthenticationWithoutEffect,
  podWithoutProxy,
  portNotCaptured,
  plaintextAccepted,
  destinationRuleBreaksCalls,
  networkPolicyForgetsTunnel,
  waypointNotUsed,
  principalWithScheme,
  danglingPrincipal,
  foreignPrincipal,
  keyFetch,
  rulePortIsServicePort,
  sharedIdentity,
  defaultIdentity,
  identityRules,
  unreadRules,
  ruleTexts,
  ruleReferences,
  targetRefs,
  tokenRules,
  policyScope,
  dryRunNotRead,
  authorizerUnusable,
  envoyFilterInbound,
  portMtlsMatchesNoPort,
  ztunnelReadsMode,
  namespaceModeMisleads,
  destinationRuleTls,
  destinationRuleHost,
  destinationRuleShadowed,
  destinationRuleOverridden,
  strictWithoutAutoMtls,
  headlessMixesProxies,
  disableAtZtunnel,
  ambientBypass,
  namespaceLabels,
  podEnrolment,
  waypointBypass,
  waypointRefused,
  sidecarResources,
  portProtocolConflict,
  httpRuleOnDetectedPort,
];

/** Checks of policies of every kind. */
export const policyChecks: readonly FindingCheck[] = [policySelectsNothing];

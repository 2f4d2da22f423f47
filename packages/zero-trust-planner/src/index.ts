/**
 * From "A may call B" to the least change of policy that allows it, with proof;
 * and from that change to edits of files that touch nothing else. Pure.
 *
 * @packageDocumentation
 */
export * from './AccessGoal';
export * from './AccessPlan';
export * from './EditRefusal';
export * from './PolicySource';
export * from './place/Placement';
export { openYaml } from './yaml/openYaml';
export type { YamlFile } from './yaml/openYaml';
export { insertItem } from './yaml/insertItem';
export { removeItem } from './yaml/removeItem';
export { appendDocument, printDocuments } from './yaml/appendDocument';
export { printYaml } from './yaml/printYaml';
export { removeRule } from './place/removeRule';
export type { RuleRemoval } from './place/removeRule';
export { readObjects } from './tree/readObjects';
export type { ReadObjects } from './tree/readObjects';
export {
  codeownersMismatch,
  codeownersOf,
  parseCodeowners,
  readCodeowners,
} from './codeowners/codeowners';
export type { CodeownersRule, ReadFile } from './codeowners/codeowners';
export { objectRefOf } from './objectRefOf';
export { mayWrite } from './locate/mayWrite';
export { normalizeRepo } from './locate/provenance/normalizeRepo';
export { placeObjects } from './place/placeObjects';
export {
  EXPIRES_AT_ANNOTATION,
  REQUEST_ID_ANNOTATION,
} from './requestAnnotations';
export { planAccess, planSteps } from './planAccess';
export type { PlanInput } from './planAccess';
export type { PlanRequest } from './generate/Draft';
export type { PlanSettings } from './guardrails/PlanSettings';
export type { EndFacts, PlanFacts } from './guardrails/PlanFacts';
export { changeReason, sentenceOf } from './words/sentenceOf';
export type { PlanNames } from './words/sentenceOf';
export { goalFaults, requestMethods } from './goal/checkGoal';
export { InvalidGoalError } from './goal/InvalidGoalError';
export type { GoalFault } from './goal/InvalidGoalError';
export { portsOf } from './read/portsOf';
export type { CalleePort } from './read/portsOf';
export { askFindings, scopeFindings } from './guardrails/aboutRequest';
export type { AskFacts, AskSettings } from './guardrails/aboutRequest';
export { freezeFindings } from './guardrails/freezeWindow';
export type {
  FreezeQuestion,
  FreezeWindow,
  WeekMoment,
} from './guardrails/freezeWindow';
export { knownGuardrails } from './guardrails/knownGuardrails';
export type { GuardrailFreedom } from './guardrails/knownGuardrails';
export type { Steps } from './steps';
export { isEffective } from './isEffective';
export type { Effectiveness } from './isEffective';
export { judgeMerged, judgeMergedSteps } from './judgeMerged';
export type { MergedInput, MergedJudgement } from './judgeMerged';
export type { GrantedTraffic } from './prove/grantOf';

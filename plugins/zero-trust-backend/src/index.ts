/**
 * The backend of Zero Trust for Backstage: reads clusters, keeps verdicts
 * fresh, and guards them.
 *
 * @packageDocumentation
 */
export { zeroTrustPlugin as default } from './plugin';
export {
  accessRequestConditions,
  accessRequestRules,
  createAccessRequestConditionalDecision,
} from './access/service/permissionRules';

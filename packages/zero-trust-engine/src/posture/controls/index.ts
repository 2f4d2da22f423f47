import { Control } from './Control';
import { tokenAutomount } from './tokenAutomount';
import { serviceAccountRights } from './serviceAccountRights';
import { notOpenToWorld } from './notOpenToWorld';
import { noWildcardPrincipal } from './noWildcardPrincipal';
import { noBrokenConnection } from './noBrokenConnection';
import { httpRule } from './httpRule';
import { egressLimited } from './egressLimited';
import { admissionGuard } from './admissionGuard';
import { defaultDenyEgress } from './defaultDenyEgress';
import { defaultDenyIngress } from './defaultDenyIngress';
import { identityUnique } from './identityUnique';
import { meshEnforced } from './meshEnforced';
import { nodeEncryption } from './nodeEncryption';
import { noPlaintextHole } from './noPlaintextHole';
import { notDefaultAccount } from './notDefaultAccount';
import { permissiveAge } from './permissiveAge';
import { podSecurity } from './podSecurity';
import { policyFromGit } from './policyFromGit';
import { strictMtls } from './strictMtls';

/** Every control, in the order in which people read them. */
export const controls: readonly Control[] = [
  strictMtls,
  meshEnforced,
  noPlaintextHole,
  noBrokenConnection,
  defaultDenyIngress,
  defaultDenyEgress,
  notOpenToWorld,
  egressLimited,
  noWildcardPrincipal,
  httpRule,
  identityUnique,
  notDefaultAccount,
  serviceAccountRights,
  tokenAutomount,
  permissiveAge,
  podSecurity,
  policyFromGit,
  nodeEncryption,
  admissionGuard,
];

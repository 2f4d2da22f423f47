import { Control } from './Control';
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
  defaultDenyIngress,
  defaultDenyEgress,
  identityUnique,
  notDefaultAccount,
  permissiveAge,
  nodeEncryption,
  podSecurity,
  policyFromGit,
];

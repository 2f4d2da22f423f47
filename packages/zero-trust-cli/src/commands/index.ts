import { audit } from './audit';
import { can } from './can';
import { Command } from './Command';
import { diff } from './diff';
import { list } from './list';
import { probe } from './probe';
import { reach } from './reach';

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  can,
  list,
  diff,
  reach,
  audit,
  probe,
];

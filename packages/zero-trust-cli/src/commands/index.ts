import { can } from './can';
import { Command } from './Command';
import { list } from './list';

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [can, list];

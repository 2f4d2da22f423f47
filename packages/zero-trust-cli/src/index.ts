/** `ztn`: the zero trust engine at a terminal. */
export { main } from './main';
export { processIo } from './Io';
export type { Io } from './Io';

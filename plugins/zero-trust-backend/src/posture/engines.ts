import { assessWorkload, compile } from '@ztn/zero-trust-engine';
import { EngineFactory } from './EngineFactory';

/** The engine of production. What it does not cover yet it answers as `unknown`. */
export const engines: EngineFactory = { compile, assess: assessWorkload };

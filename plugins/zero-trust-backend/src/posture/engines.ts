import { NotImplementedError } from '@backstage/errors';
import { Engine } from '@ztn/zero-trust-engine';
import { EngineFactory } from './EngineFactory';

/** The engine of production. Its layers have not landed yet: it refuses to answer. */
export const engines: EngineFactory = {
  compile: (snapshot): Engine => ({
    snapshot,
    judge: refuse,
    permissions: refuse,
    path: refuse,
    resolve: refuse,
  }),
  assess: refuse,
};

function refuse(): never {
  throw new NotImplementedError('the engine cannot answer yet');
}

import { RawObject } from '@ztn/zero-trust-engine';
import { GitOpsHint } from './GitOpsHint';
import { argoHints } from './argoHints';
import { fluxHints } from './fluxHints';

/** Every controller that says it applies an object, by its marks. */
export const provenanceOf = (
  object: RawObject,
  controllers: readonly RawObject[],
): readonly GitOpsHint[] => [
  ...argoHints(object, controllers),
  ...fluxHints(object, controllers),
];

import { accepted } from '../EditRefusal';
import { FoundObject } from '../locate/searchTree';
import { PlacementChoice } from './Placement';
import { SourceState, Step } from './SourceState';

/**
 * The one file that holds an object, or the one that a person chose; several are
 * refused with ids to choose from.
 */
export const chooseOne = (
  state: SourceState,
  found: readonly FoundObject[],
  chosen: readonly string[],
): Step<FoundObject | undefined> => {
  if (found.length < 2) return accepted(found[0]);
  const choices = found.map(object => ({ object, ...choiceOf(state, object) }));
  const picked = choices.find(({ id }) => chosen.includes(id));
  if (picked) return accepted(picked.object);
  return {
    ok: false,
    refusal: {
      code: 'AMBIGUOUS_TARGET',
      message: 'several files hold this object',
      choices: choices.map(({ id, sourceId, path }) => ({
        id,
        sourceId,
        path,
      })),
    },
  };
};

const choiceOf = (
  { source }: SourceState,
  { path, document, at }: FoundObject,
): PlacementChoice => ({
  id: shortHash(JSON.stringify([source.id, path, document, at])),
  sourceId: source.id,
  path,
});

/** FNV-1a: tells a handful of files apart, protects nothing. */
const shortHash = (text: string): string => {
  let hash = 0x811c9dc5;
  for (const character of text) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
};

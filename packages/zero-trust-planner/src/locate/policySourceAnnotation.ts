import { OrRefusal, accepted, refused } from '../EditRefusal';
import { cleanPath } from './cleanPath';

/** `zero-trust/policy-source`: a configured source, optionally a folder of it. */
export interface PolicySourceClaim {
  readonly sourceId: string;
  readonly folder?: string;
}

/** `<sourceId>` or `<sourceId>#<relative/dir>`; never a URL. */
export const parsePolicySource = (
  value: string,
): OrRefusal<PolicySourceClaim> => {
  const [sourceId, ...rest] = value.trim().split('#');
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(sourceId) || rest.length > 1) {
    return refused('NOT_LOCATABLE', 'the annotation names no policy source');
  }
  const [folder] = rest;
  if (folder === undefined) return accepted({ sourceId });
  const clean = cleanPath(folder.replace(/\/+$/, ''));
  return clean.ok ? accepted({ sourceId, folder: clean.value }) : clean;
};

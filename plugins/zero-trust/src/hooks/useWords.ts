import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { zeroTrustTranslationRef } from '../translation';
import { Translate } from '../view/Translate';

/** The sentences of this plugin, in the app's language. */
export function useWords(): Translate {
  const { t } = useTranslationRef(zeroTrustTranslationRef);
  // Same function, with the keys of all sentences as one plain union: keys made
  // from the API's codes could not be typed otherwise.
  return t as unknown as Translate;
}

import { createTranslationRef } from '@backstage/core-plugin-api/alpha';
import { messages } from './messages';

/**
 * Every text of the plugin. Apps translate or reword it with translation
 * messages for this ref.
 *
 * @public
 */
export const zeroTrustTranslationRef = createTranslationRef({
  id: 'plugin.zero-trust',
  messages,
});

export { zeroTrustTranslationRef } from './zeroTrustTranslationRef';

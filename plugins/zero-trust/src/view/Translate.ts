import type { messages } from '../translation/messages';

type WithoutPlural<TKey extends string> = TKey extends
  | `${infer TBase}_one`
  | `${infer TBase}_other`
  ? TBase
  : TKey;

/** Key of a sentence; plural forms share one key. */
export type MessageKey = WithoutPlural<keyof typeof messages>;

/** Makes a sentence from a key. View functions take it, so they stay pure. */
export type Translate = (
  key: MessageKey,
  values?: Readonly<Record<string, string | number>>,
) => string;

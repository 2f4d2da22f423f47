import { checkMessages } from './checkMessages';
import { exposureMessages } from './exposureMessages';
import { findingMessages } from './findingMessages';
import { postureMessages } from './postureMessages';
import { reasonMessages } from './reasonMessages';
import { remedyMessages } from './remedyMessages';
import { screenMessages } from './screenMessages';
import { tableMessages } from './tableMessages';

/** Every sentence of the plugin in English, by key. */
export const messages = {
  ...screenMessages,
  ...postureMessages,
  ...tableMessages,
  ...checkMessages,
  ...exposureMessages,
  ...remedyMessages,
  ...reasonMessages,
  ...findingMessages,
};

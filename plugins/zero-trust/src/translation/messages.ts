import { checkMessages } from './checkMessages';
import { exposureMessages } from './exposureMessages';
import { complianceMessages } from './complianceMessages';
import { requestMessages } from './requestMessages';
import { rolloutMessages } from './rolloutMessages';
import { findingMessages } from './findingMessages';
import { homeMessages } from './homeMessages';
import { mapMessages } from './mapMessages';
import { postureMessages } from './postureMessages';
import { reachMessages } from './reachMessages';
import { reasonMessages } from './reasonMessages';
import { remedyMessages } from './remedyMessages';
import { screenMessages } from './screenMessages';
import { tableMessages } from './tableMessages';
import { whatIfMessages } from './whatIfMessages';

/** Every sentence of the plugin in English, by key. */
export const messages = {
  ...screenMessages,
  ...postureMessages,
  ...tableMessages,
  ...homeMessages,
  ...mapMessages,
  ...checkMessages,
  ...exposureMessages,
  ...remedyMessages,
  ...reachMessages,
  ...whatIfMessages,
  ...reasonMessages,
  ...findingMessages,
  ...complianceMessages,
  ...rolloutMessages,
  ...requestMessages,
};

import { nodeEncryptionReasons } from '@ztn/zero-trust-engine';
import { exposureMessages } from './exposureMessages';

describe('exposureMessages', () => {
  it('has a sentence for every doubt about encryption between nodes', () => {
    const prefix = 'nodeEncryption.reason.';
    const worded = Object.keys(exposureMessages)
      .filter(key => key.startsWith(prefix))
      .map(key => key.slice(prefix.length));
    expect(worded.sort()).toEqual([...nodeEncryptionReasons].sort());
  });
});

import { reasonCodes } from '@ztn/zero-trust-engine';
import { reasonMessages } from './reasonMessages';

describe('reasonMessages', () => {
  it('has a sentence for every reason code of the engine', () => {
    const worded = Object.keys(reasonMessages);
    expect(
      reasonCodes.filter(code => !worded.includes(`reason.${code}`)),
    ).toEqual([]);
  });

  it('has no sentence for a code that the engine does not know', () => {
    const codes = Object.keys(reasonMessages)
      .filter(key => key.startsWith('reason.'))
      .map(key => key.slice('reason.'.length));
    expect(codes.filter(code => !reasonCodes.includes(code))).toEqual([]);
  });
});

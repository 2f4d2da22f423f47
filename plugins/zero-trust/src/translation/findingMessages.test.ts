import { findingCodes } from '@ztn/zero-trust-engine';
import { findingMessages } from './findingMessages';

describe('findingMessages', () => {
  it('says for every finding what it is, what it means and how to repair it', () => {
    const worded = Object.keys(findingMessages);
    const missing = findingCodes
      .flatMap(code =>
        ['title', 'meaning', 'fix'].map(p => `finding.${code}.${p}`),
      )
      .filter(key => !worded.includes(key));
    expect(missing).toEqual([]);
  });

  it('has words for no finding that does not exist', () => {
    const codes: readonly string[] = findingCodes;
    const odd = Object.keys(findingMessages)
      .filter(key => key.startsWith('finding.'))
      .map(key => key.split('.')[1])
      .filter(code => !codes.includes(code));
    expect(odd).toEqual([]);
  });
});

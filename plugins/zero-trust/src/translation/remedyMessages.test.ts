import { obstacleCodes } from '@ztn/zero-trust-engine';
import { remedyMessages } from './remedyMessages';

describe('remedyMessages', () => {
  it('has a sentence for every obstacle of the engine, and no other', () => {
    const worded = Object.keys(remedyMessages)
      .filter(key => key.startsWith('obstacle.'))
      .map(key => key.slice('obstacle.'.length));
    expect(worded.sort()).toEqual([...obstacleCodes].sort());
  });
});

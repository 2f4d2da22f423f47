import { Tone } from '../../view/tone';
import { EdgeStyle } from '../../view/map/MapNode';

/** Line style and tone together: colour is never the only carrier. */
export const edgeLook: Record<EdgeStyle, { tone: Tone; dash?: string }> = {
  encrypted: { tone: 'good' },
  conditional: { tone: 'caution', dash: '14 4 2 4' },
  'no-mesh': { tone: 'caution', dash: '10 5' },
  plaintext: { tone: 'bad', dash: '5 4' },
  unknown: { tone: 'unknown', dash: '1.5 5' },
};

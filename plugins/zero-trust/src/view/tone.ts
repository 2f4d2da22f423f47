import {
  Outcome,
  Severity,
  Transport,
} from '@ztn/backstage-plugin-zero-trust-common';

/**
 * How a statement is coloured. `unknown` is its own tone: what is not known is
 * grey with a question mark, never green and never zero.
 */
export type Tone = 'good' | 'bad' | 'caution' | 'unknown' | 'neutral';

const ofOutcome: Record<Outcome, Tone> = {
  allow: 'good',
  deny: 'bad',
  conditional: 'caution',
  unknown: 'unknown',
};

const ofSeverity: Record<Severity, Tone> = {
  critical: 'bad',
  high: 'bad',
  medium: 'caution',
  low: 'neutral',
  info: 'neutral',
};

export const toneOfOutcome = (outcome: Outcome): Tone => ofOutcome[outcome];
export const toneOfSeverity = (severity: Severity): Tone =>
  ofSeverity[severity];

const worstFirst: readonly Tone[] = [
  'bad',
  'unknown',
  'caution',
  'good',
  'neutral',
];

/** The worst of several tones; `neutral` for none at all. */
export function worstTone(tones: readonly Tone[]): Tone {
  return worstFirst.find(tone => tones.includes(tone)) ?? 'neutral';
}

const ofTransport: Record<Transport, Tone> = {
  mtls: 'good',
  hbone: 'good',
  'app-tls': 'neutral',
  plaintext: 'bad',
  broken: 'bad',
  none: 'caution',
  unknown: 'unknown',
};

export const toneOfTransport = (transport: Transport): Tone =>
  ofTransport[transport];

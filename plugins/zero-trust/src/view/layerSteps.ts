import {
  Evidence,
  LayerVerdict,
  Outcome,
} from '@ztn/backstage-plugin-zero-trust-common';
import { outcomeInRow, OutcomeWords } from './outcomeInRow';
import { reasonWords } from './reasonWords';
import { Translate } from './Translate';

/** One piece of evidence in words. */
export interface EvidenceWords {
  sentence: string;
  policy?: string;
  path?: string;
  considered: readonly string[];
  /** Values of the reason, `port: 8080`. */
  values: readonly string[];
}

/** One layer's answer in words, at its place on the path. */
export interface StepWords {
  id: string;
  /** `Network, leaving the caller`. */
  title: string;
  outcome: OutcomeWords;
  notReached: boolean;
  /** Where on the path, and which identity arrives there. */
  notes: readonly string[];
  because: readonly EvidenceWords[];
}

/** The layers of a verdict in path order. */
export function layerSteps(
  t: Translate,
  layers: readonly LayerVerdict[],
  rowOutcome?: Outcome,
): StepWords[] {
  return layers.map((layer, i) => ({
    id: `${i}-${layer.layer}`,
    title: layerTitle(t, layer, onwardFrom(layers, i)),
    outcome: outcomeInRow(t, layer.outcome, rowOutcome),
    notReached: layer.notReached === true,
    notes: [
      layer.at && t('step.at', { workload: layer.at }),
      layer.mode && t('step.mode', { mode: t(`transport.${layer.mode}`) }),
      layer.identity && t('step.identity', { identity: layer.identity }),
      layer.certainty !== 'spec' && t(`certainty.${layer.certainty}`),
    ].filter((note): note is string => Boolean(note)),
    because: layer.because.map(evidence => evidenceWords(t, evidence)),
  }));
}

/**
 * Where a network step is behind a first stretch, the proxy that the way goes on
 * from: traffic through a waypoint or gateway leaves and enters twice.
 */
function onwardFrom(
  layers: readonly LayerVerdict[],
  place: number,
): 'waypoint' | 'gateway' | undefined {
  const { layer, direction } = layers[place];
  const isOnward =
    layer === 'network' &&
    layers
      .slice(0, place)
      .some(other => other.layer === layer && other.direction === direction);
  if (!isOnward) return undefined;
  return layers.some(({ hop }) => hop === 'gateway') ? 'gateway' : 'waypoint';
}

/** Name of one layer at its place, `Mesh, at the sidecar`. */
function layerTitle(
  t: Translate,
  { layer, direction, hop }: LayerVerdict,
  onward: 'waypoint' | 'gateway' | undefined,
): string {
  if (layer === 'network' && direction && onward) {
    return t(`layer.network.${direction}.${onward}`);
  }
  if (layer === 'network' && direction) return t(`layer.network.${direction}`);
  if (layer === 'mesh' && hop) return t(`layer.mesh.${hop}`);
  return t(`layer.${layer}`);
}

function evidenceWords(t: Translate, evidence: Evidence): EvidenceWords {
  return {
    sentence: reasonWords(t, evidence),
    policy: evidence.policy,
    path: evidence.path,
    considered: evidence.considered ?? [],
    values: Object.entries(evidence.params ?? {}).map(
      ([name, value]) => `${name}: ${value}`,
    ),
  };
}

/**
 * Why a row is not simply allowed: the sentences of the layers that made it so.
 * Empty for `allow`.
 */
export function whyNotAllowed(
  t: Translate,
  outcome: Outcome,
  layers: readonly LayerVerdict[],
): string[] {
  if (outcome === 'allow') return [];
  const sentences = layers
    .filter(layer => layer.outcome === outcome && !layer.notReached)
    .flatMap(layer => layer.because.map(evidence => reasonWords(t, evidence)));
  return [...new Set(sentences)];
}

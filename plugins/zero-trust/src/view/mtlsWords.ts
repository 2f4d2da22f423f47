import {
  PortMtls,
  WorkloadPosture,
} from '@ztn/backstage-plugin-zero-trust-common';
import { Tone } from './tone';
import { Translate } from './Translate';

/** A statement and how good it is. */
export interface Statement {
  tone: Tone;
  text: string;
}

/** Pods by what they do on every port at once. */
interface PodCount {
  strict: number;
  unknown: number;
  total: number;
}

/**
 * mTLS in one line: the declared headline and how many pods really do it. It is
 * good only when every pod refuses plaintext on every port; a declaration that
 * some pod does not enforce is not.
 */
export function mtlsWords(t: Translate, posture: WorkloadPosture): Statement {
  const { headline, ports } = posture.mtls;
  const word = t(`mtls.${headline}`);
  const pods = countPods(ports, posture.pods.total);
  if (headline === 'not-applicable' || headline === 'unknown') {
    return { tone: headline === 'unknown' ? 'unknown' : 'neutral', text: word };
  }
  const counts = t('mtls.counts', {
    word,
    strict: pods.strict,
    total: t('count.pods', { count: pods.total }),
    ports: t('count.ports', { count: ports.length }),
  });
  const text =
    pods.unknown > 0
      ? t('mtls.withUnknown', { text: counts, count: pods.unknown })
      : counts;
  return { tone: toneOf(headline, pods), text };
}

function toneOf(
  headline: WorkloadPosture['mtls']['headline'],
  pods: PodCount,
): Tone {
  if (headline === 'strict') {
    if (pods.strict === pods.total && pods.total > 0) return 'good';
    return pods.unknown > 0 ? 'unknown' : 'bad';
  }
  return headline === 'permissive' || headline === 'mixed' ? 'caution' : 'bad';
}

function countPods(ports: readonly PortMtls[], total: number): PodCount {
  const perPod = new Map<string, Set<string>>();
  for (const { enforced } of ports) {
    for (const { acceptance, pods } of enforced) {
      if (acceptance === 'not-applicable') continue;
      for (const pod of pods) {
        perPod.set(pod, (perPod.get(pod) ?? new Set()).add(acceptance));
      }
    }
  }
  const all = [...perPod.values()];
  return {
    strict: all.filter(s => s.size === 1 && s.has('mtls-only')).length,
    unknown: all.filter(s => s.has('unknown')).length,
    total: Math.max(total, perPod.size),
  };
}

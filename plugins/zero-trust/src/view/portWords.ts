import {
  InheritanceStep,
  PortMtls,
} from '@ztn/backstage-plugin-zero-trust-common';
import { Statement } from './mtlsWords';
import { codeWords } from './reasonWords';
import { Tone } from './tone';
import { Translate } from './Translate';

type Acceptance = PortMtls['enforced'][number]['acceptance'];

const toneOfAcceptance: Record<Acceptance, Tone> = {
  'mtls-only': 'good',
  both: 'caution',
  'plaintext-only': 'bad',
  'not-enforced': 'bad',
  'not-applicable': 'neutral',
  unknown: 'unknown',
};

/** What pods really do with a port. */
export interface EnforcedWords extends Statement {
  pods: readonly string[];
  count: string;
  reason?: string;
}

/** One level of the chain. */
export interface ChainWords {
  level: string;
  policy?: string;
  path?: string;
  mode: string;
  effect: string;
  decides: boolean;
  shadowed: readonly string[];
}

/** One port: the declaration, its chain, and what is enforced. */
export interface PortWords {
  title: string;
  declared: string;
  /** Set when upstream does not settle the declaration. */
  certainty?: string;
  enforced: readonly EnforcedWords[];
  chain: readonly ChainWords[];
}

export function portWords(t: Translate, port: PortMtls): PortWords {
  const deciding = port.chain.findIndex(step => step.decides);
  return {
    title: port.name
      ? t('encryption.portNamed', {
          port: port.port,
          protocol: port.protocol,
          name: port.name,
        })
      : t('encryption.port', { port: port.port, protocol: port.protocol }),
    declared: t(`mode.${port.declared}`),
    certainty:
      port.certainty === 'spec' ? undefined : t(`certainty.${port.certainty}`),
    enforced: port.enforced.map(({ acceptance, pods, reason }) => ({
      tone: toneOfAcceptance[acceptance],
      text: t(`acceptance.${acceptance}`),
      pods,
      count: t('count.pods', { count: pods.length }),
      reason: reason && codeWords(t, 'enforcedReason', reason),
    })),
    chain: port.chain.map((step, i) => ({
      level: t(`encryption.level.${step.level}`),
      policy: step.policy,
      path: step.path,
      mode: t(`mode.${step.mode}`),
      effect: effectWords(t, step, i < deciding),
      decides: step.decides,
      shadowed: step.shadowed,
    })),
  };
}

function effectWords(
  t: Translate,
  step: InheritanceStep,
  aboveDeciding: boolean,
): string {
  if (step.decides) return t('encryption.decides');
  return step.mode !== 'UNSET' && aboveDeciding
    ? t('encryption.overridden')
    : t('encryption.noEffect');
}

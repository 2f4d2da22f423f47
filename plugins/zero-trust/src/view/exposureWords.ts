import {
  EntryPoint,
  Exposure,
  NodeEncryption,
  WorkloadPosture,
} from '@ztn/backstage-plugin-zero-trust-common';
import { messages } from '../translation/messages';
import { Statement } from './mtlsWords';
import { reasonWords } from './reasonWords';
import { MessageKey, Translate } from './Translate';

function isMessage(key: string): key is MessageKey {
  return Object.hasOwn(messages, key);
}

/** The names and port under which an entry is called. */
export function whereWords(t: Translate, entry: EntryPoint): string {
  const { hosts, addresses, httpPaths, port } = entry;
  const paths = httpPaths.map(({ value }) => value);
  const names = hosts.length > 0 ? hosts : addresses;
  const host =
    names.length === 0
      ? t('exposure.where.any')
      : names
          .map(name => (paths.length > 0 ? `${name}${paths.join(', ')}` : name))
          .join(', ');
  return port === undefined ? host : t('exposure.where.port', { host, port });
}

/** What the header says of all ways in. */
export function exposureStatement(
  t: Translate,
  { exposure, gaps }: WorkloadPosture,
): Statement {
  if (exposure.length === 0) {
    return gaps.length > 0
      ? { tone: 'unknown', text: t('header.exposure.noneUnread') }
      : { tone: 'good', text: t('header.exposure.none') };
  }
  const open = exposure.filter(
    ({ outcome }) => outcome === 'allow' || outcome === 'conditional',
  );
  if (open.length > 0) {
    const ways = open.map(({ entry }) => whereWords(t, entry));
    return {
      tone: 'caution',
      text: t('header.exposure.open', { ways: [...new Set(ways)].join('; ') }),
    };
  }
  const unsure = exposure.filter(({ outcome }) => outcome === 'unknown');
  return unsure.length > 0
    ? {
        tone: 'unknown',
        text: t('header.exposure.unsure', { count: unsure.length }),
      }
    : {
        tone: 'good',
        text: t('header.exposure.blocked', { count: exposure.length }),
      };
}

/** One way in: what it is, who can dial it, and whom policy sees. */
export function exposureSentences(t: Translate, exposure: Exposure): string[] {
  const { entry, readings } = exposure;
  const { audience } = entry;
  return [
    t(`exposure.audience.${audience.who}`, {
      ranges: audience.who === 'ranges' ? audience.ranges.join(', ') : '',
    }),
    sourceWords(t, entry),
    ...(readings.length > 1
      ? readings.map(({ caller, outcome }) =>
          t('exposure.reading', { caller, outcome: t(`outcome.${outcome}`) }),
        )
      : []),
  ];
}

function sourceWords(t: Translate, { source }: EntryPoint): string {
  switch (source.seenAs) {
    case 'workloads':
      return source.workloads.length === 0
        ? t('exposure.source.hidden')
        : t('exposure.source.workloads', {
            workloads: source.workloads.join(', '),
          });
    case 'unknown': {
      const key = `exposure.source.unknown.${source.because}`;
      return isMessage(key)
        ? t(key)
        : reasonWords(t, { reason: source.because });
    }
    default:
      return t(`exposure.source.${source.seenAs}`);
  }
}

/** Encryption between nodes, which is never called mutual TLS. */
export function nodeEncryptionStatement(
  t: Translate,
  encryption: NodeEncryption,
): Statement {
  const { state, by, nodes } = encryption;
  const text = t(`nodeEncryption.${state}`, {
    by: by.map(kind => t(`nodeEncryption.by.${kind}`)).join(', '),
    ready: nodes?.ready ?? 0,
    total: nodes?.total ?? 0,
  });
  return { tone: tones[state], text };
}

/** Why it is not simply on or off. */
export function nodeEncryptionReason(
  t: Translate,
  { reason }: NodeEncryption,
): string | undefined {
  if (reason === undefined) return undefined;
  const key = `nodeEncryption.reason.${reason}`;
  return isMessage(key) ? t(key) : reasonWords(t, { reason });
}

const tones = {
  on: 'good',
  // Whether it is wanted at all is for the platform to say.
  off: 'neutral',
  partial: 'caution',
  unknown: 'unknown',
} as const;

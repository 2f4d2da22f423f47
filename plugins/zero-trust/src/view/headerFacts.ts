import {
  PermissionCounts,
  WorkloadPosture,
} from '@ztn/backstage-plugin-zero-trust-common';
import { exposureStatement, nodeEncryptionStatement } from './exposureWords';
import { mtlsWords, Statement } from './mtlsWords';
import { Tone, toneOfSeverity, worstTone } from './tone';
import { Translate } from './Translate';

/** One labelled statement of the header strip. */
export interface HeaderFact extends Statement {
  id:
    | 'mtls'
    | 'identity'
    | 'inbound'
    | 'outbound'
    | 'exposure'
    | 'nodeEncryption'
    | 'findings'
    | 'gaps';
  label: string;
}

/** The header line of one workload in one cluster. */
export function headerFacts(
  t: Translate,
  posture: WorkloadPosture,
): HeaderFact[] {
  const facts: HeaderFact[] = [
    { id: 'mtls', label: t('header.mtls'), ...mtlsWords(t, posture) },
    { id: 'identity', label: t('header.identity'), ...identity(t, posture) },
    { id: 'inbound', label: t('header.inbound'), ...inbound(t, posture) },
    { id: 'outbound', label: t('header.outbound'), ...outbound(t, posture) },
    {
      id: 'exposure',
      label: t('header.exposure'),
      ...exposureStatement(t, posture),
    },
    {
      id: 'nodeEncryption',
      label: t('header.nodeEncryption'),
      ...nodeEncryptionStatement(t, posture.nodeEncryption),
    },
    { id: 'findings', label: t('header.findings'), ...findings(t, posture) },
  ];
  if (posture.gaps.length > 0) {
    facts.push({
      id: 'gaps',
      label: t('header.gaps'),
      tone: 'unknown',
      text: t('header.gapsText', { count: posture.gaps.length }),
    });
  }
  return facts;
}

function identity(t: Translate, { identity: id }: WorkloadPosture): Statement {
  const sharers = id.sharedWith.length + id.sharedWithHidden;
  const shared =
    sharers === 0
      ? t('identity.unshared')
      : t('identity.shared', { count: sharers });
  const text = t('header.identityText', { spiffeId: id.spiffeId, shared });
  if (id.presented === 'unknown') {
    return { tone: 'unknown', text: `${text}, ${t('identity.short.unknown')}` };
  }
  if (id.presented !== 'all-pods') {
    return {
      tone: 'bad',
      text: `${text}, ${t(`identity.short.${id.presented}`)}`,
    };
  }
  return {
    tone: sharers > 0 || id.isDefaultAccount ? 'caution' : 'good',
    text,
  };
}

function inbound(t: Translate, posture: WorkloadPosture): Statement {
  return {
    tone: inboundTone(posture),
    text: [
      peers(t, posture.inbound, 'inbound'),
      t(`isolation.ingress.${posture.isolation.ingress.state}`),
    ].join(', '),
  };
}

function inboundTone({ inbound: counts, isolation }: WorkloadPosture): Tone {
  if (counts.everyone || counts.internet === 'allow') return 'bad';
  if (isolation.ingress.state === 'unknown' || !isWhollyKnown(counts)) {
    return 'unknown';
  }
  if (isolation.ingress.state === 'open' || counts.internet !== 'deny') {
    return 'caution';
  }
  return 'good';
}

function outbound(t: Translate, posture: WorkloadPosture): Statement {
  return {
    tone: outboundTone(posture),
    text: [
      peers(t, posture.outbound, 'outbound'),
      t(`isolation.egress.${posture.isolation.egress.state}`),
      ...dnsTrouble(t, posture),
    ].join(', '),
  };
}

/** Names that do not resolve are news; that they do is what everybody expects. */
function dnsTrouble(t: Translate, { dns }: WorkloadPosture): string[] {
  return dns.state === 'no' || dns.state === 'partial'
    ? [t(`header.dns.${dns.state}`)]
    : [];
}

function outboundTone(posture: WorkloadPosture): Tone {
  const { outbound: counts, isolation, dns } = posture;
  if (dns.state === 'no') return 'bad';
  const { state } = isolation.egress;
  // Known to be open is worse news than what is not known beside it.
  if (state === 'open' || counts.everyone || counts.internet === 'allow') {
    return 'caution';
  }
  if (state === 'unknown' || !isWhollyKnown(counts)) return 'unknown';
  return counts.internet === 'deny' ? 'good' : 'caution';
}

function isWhollyKnown(counts: PermissionCounts): boolean {
  return counts.workloads.unknown === 0 && counts.internet !== 'unknown';
}

function peers(
  t: Translate,
  counts: PermissionCounts,
  direction: 'inbound' | 'outbound',
): string {
  const { allow, conditional, unknown } = counts.workloads;
  const parts = [
    counts.everyone
      ? t(`header.${direction}Everyone`)
      : t(`header.${direction}Count`, { count: allow }),
  ];
  if (conditional > 0)
    parts.push(t('header.conditional', { count: conditional }));
  if (unknown > 0) parts.push(t('header.unknown', { count: unknown }));
  if (counts.undeclared > 0) {
    const key =
      direction === 'inbound'
        ? 'header.undeclared'
        : 'header.undeclaredTargets';
    parts.push(t(key, { count: counts.undeclared }));
  }
  if (counts.internet === 'allow') parts.push(t('header.internet.allow'));
  if (counts.internet === 'conditional') {
    parts.push(t('header.internet.conditional'));
  }
  if (counts.internet === 'unknown') parts.push(t('header.internet.unknown'));
  return parts.join(', ');
}

function findings(t: Translate, posture: WorkloadPosture): Statement {
  const tone = worstTone(
    posture.findings.map(finding => toneOfSeverity(finding.severity)),
  );
  const text = t('header.findingsText', { count: posture.findings.length });
  // With something unread, "none" only means "none in what was read".
  if (posture.findings.length === 0) {
    return posture.gaps.length > 0
      ? { tone: 'unknown', text: t('header.findingsUnread') }
      : { tone: 'good', text };
  }
  return { tone, text };
}

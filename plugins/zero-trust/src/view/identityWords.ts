import { WorkloadPosture } from '@ztn/backstage-plugin-zero-trust-common';
import { Statement } from './mtlsWords';
import { Tone } from './tone';
import { timeWords } from './timeWords';
import { Translate } from './Translate';

type Identity = WorkloadPosture['identity'];

const toneOfProof: Record<Identity['presented'], Tone> = {
  'all-pods': 'good',
  'some-pods': 'bad',
  'no-pod': 'bad',
  unknown: 'unknown',
};

/** Everything that the identity section says about one workload. */
export interface IdentityWords {
  principal: string;
  spiffeId: string;
  serviceAccount: Statement;
  proof: Statement;
  sharing: Statement;
  /** Workloads with the same identity that the reader may see. */
  sharedWith: readonly string[];
  trustDomain: string;
  /** One for each root certificate of the mesh; empty when none was read. */
  roots: readonly Statement[];
  /** Only where Cilium is the network. */
  ciliumLabels?: readonly string[];
}

/** @param now - the server's clock, for how long certificates still hold */
export function identityWords(
  t: Translate,
  identity: Identity,
  now: string,
): IdentityWords {
  const { sharedWith, sharedWithHidden, trustDomain } = identity;
  const sharers = sharedWith.length + sharedWithHidden;
  return {
    principal: identity.principal,
    spiffeId: identity.spiffeId,
    serviceAccount: serviceAccount(t, identity),
    proof: {
      tone: toneOfProof[identity.presented],
      text: t(`identity.presented.${identity.presented}`),
    },
    sharing: {
      tone: sharers === 0 ? 'good' : 'caution',
      text: [
        sharers === 0
          ? t('identity.unshared')
          : t('identity.shared', { count: sharers }),
        sharedWithHidden > 0 &&
          t('identity.sharedHidden', { count: sharedWithHidden }),
      ]
        .filter(Boolean)
        .join(', '),
    },
    sharedWith,
    trustDomain:
      identity.trustDomainAliases.length > 0
        ? t('identity.trustDomainAliases', {
            domain: trustDomain,
            aliases: identity.trustDomainAliases.join(', '),
          })
        : trustDomain,
    roots: (identity.rootCertificates ?? []).map(root =>
      rootWords(t, root.notAfter, now),
    ),
    ciliumLabels: identity.ciliumLabels,
  };
}

/** A mesh that has to change its root wants to know well before. */
const SOON_DAYS = 90;

function rootWords(t: Translate, notAfter: string, now: string): Statement {
  const time = timeWords(notAfter, now);
  if (!time) return { tone: 'unknown', text: t('identity.rootUnreadable') };
  const left = (Date.parse(notAfter) - Date.parse(now)) / 86_400_000;
  const when = { date: time.clock, when: time.relative };
  if (left <= 0) return { tone: 'bad', text: t('identity.rootExpired', when) };
  return {
    tone: left < SOON_DAYS ? 'caution' : 'good',
    text: t('identity.rootValid', when),
  };
}

function serviceAccount(t: Translate, identity: Identity): Statement {
  const account = identity.serviceAccount;
  if (identity.serviceAccountExists === false) {
    return {
      tone: 'bad',
      text: t('identity.serviceAccountMissing', { account }),
    };
  }
  if (identity.serviceAccountExists === 'unknown') {
    return {
      tone: 'unknown',
      text: t('identity.serviceAccountUnknown', { account }),
    };
  }
  return identity.isDefaultAccount
    ? {
        tone: 'caution',
        text: t('identity.serviceAccountDefault', { account }),
      }
    : { tone: 'good', text: account };
}

import { Snapshot } from '../../snapshot/Snapshot';
import { CustomAuthorizers } from './decide';
import { PolicySet } from './PolicySet';

/**
 * What becomes of a request that a CUSTOM rule matches. A provider that the
 * mesh configuration does not have, and a second provider on one workload, make
 * istiod deny; a provider that speaks HTTP only is left out where connections
 * are not HTTP; otherwise the authorizer decides.
 */
export function customAuthorizers(
  snapshot: Snapshot,
  policies: PolicySet,
): CustomAuthorizers {
  const { istio, sources } = snapshot.facts;
  const known = sources['istio.extensionProviders'] !== undefined;
  const providers = new Set(policies.custom.map(c => c.policy.provider));
  const tooMany =
    providers.size > 1 &&
    istio.env.PILOT_ENABLE_MULTIPLE_CUSTOM_AUTHZ_PROVIDERS !== 'true';
  return {
    outcomeOf(provider, reading) {
      if (provider === undefined || tooMany) return 'deny';
      if (known && !istio.extensionProviders.includes(provider)) return 'deny';
      return reading === 'tcp' && istio.httpOnlyProviders.includes(provider)
        ? 'ignored'
        : 'conditional';
    },
  };
}

import { FindingCheck } from '../FindingContext';

const flag = 'BLOCKED_CIDRS_IN_JWKS_URIS';

/**
 * Whoever may write a RequestAuthentication chooses an address that istiod
 * fetches keys from. Without the flag it fetches from inside the cluster too.
 */
export const keyFetch: FindingCheck = ({ snapshot }) => {
  const { facts } = snapshot;
  const istiod = facts.sources['istio.env'];
  const fetching = snapshot
    .objects('RequestAuthentication')
    .filter(({ fetchesKeys }) => fetchesKeys);
  if (istiod === undefined || facts.istio.env[flag] || fetching.length === 0) {
    return [];
  }
  return [
    {
      code: 'key-fetch-unrestricted',
      severity: 'low',
      object: istiod,
      workloads: [],
      params: { count: String(fetching.length) },
    },
  ];
};

import { Snapshot } from '../../snapshot/Snapshot';
import { imageVersion } from '../../snapshot/detectFacts';
import { atLeast } from '../network/cilium/ciliumVersion';

/** Whether ztunnel gets dry-run policies at all. */
export function sendsDryRun({ facts }: Snapshot): boolean {
  return facts.istio.env.AMBIENT_ENABLE_DRY_RUN_AUTHORIZATION_POLICY === 'true';
}

/**
 * Whether a node runs a ztunnel that would enforce a dry-run policy: one before
 * 1.29. A version that cannot be read counts as the newest.
 */
export function enforcesDryRun(snapshot: Snapshot): boolean {
  return (
    sendsDryRun(snapshot) &&
    snapshot.workloads
      .filter(({ ref }) => ref.name === 'ztunnel')
      .flatMap(({ pods, template }) => [
        ...pods,
        ...(template ? [template] : []),
      ])
      .flatMap(({ containers }) => containers)
      .some(container => !atLeast(imageVersion(container), 1, 29))
  );
}

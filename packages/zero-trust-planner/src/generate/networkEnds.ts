import { StringMap, Workload } from '@ztn/zero-trust-engine';
import { Draft, GenerateContext } from './Draft';
import { lastingLabels } from './lastingLabels';

/** Both ends of a network rule, in labels. */
export interface NetworkEnds {
  readonly subject: Workload;
  readonly subjectLabels: StringMap;
  readonly peer: Workload;
  readonly peerLabels: StringMap;
}

/** Both ends of a draft at a network place, or why they have no labels. */
export function networkEnds(
  { place }: Draft,
  { snapshot, edge }: GenerateContext,
): NetworkEnds | { readonly cannot: string } {
  if (place.layer !== 'network') throw new Error('not a place of the network');
  const { subject, peer } = place;
  if (subject.type !== 'workload' || peer.type !== 'workload') {
    return { cannot: 'one end of the connection is not a workload' };
  }
  const labelled = [subject.workload, peer.workload].map(workload => ({
    workload,
    labels: lastingLabels(snapshot, workload, edge),
  }));
  const [here, there] = labelled;
  if (!here.labels || !there.labels) {
    const which = here.labels ? there.workload : here.workload;
    return {
      cannot: which.hostNetwork
        ? `${which.key} runs in the host's network, where policies do not find it`
        : `no lasting labels choose ${which.key} and nothing else`,
    };
  }
  return {
    subject: here.workload,
    subjectLabels: here.labels,
    peer: there.workload,
    peerLabels: there.labels,
  };
}

import { at, numberAt, stringAt } from '../store/KubeObject';
import { timestamp } from '../write/ObjectWriter';
import {
  Controller,
  controllerOf,
  keyOf,
  parseKey,
  writeStatus,
} from './Controller';
import { createPod, keysOfPodOwner } from './ownedPods';

const resource = 'jobs.batch';

/** Runs the pods of a Job until enough of them have succeeded. */
export const jobController: Controller = {
  name: 'job-controller',

  keysOf: event => [
    ...(event.resource === resource ? [keyOf(event.object)] : []),
    ...keysOfPodOwner(event, 'Job'),
  ],

  reconcile(key, context) {
    const { store, now } = context;
    const { namespace, name } = parseKey(key);
    const job = store.get(resource, namespace, name);
    if (!job || job.metadata.deletionTimestamp) return;
    const pods = store
      .scan('pods', namespace)
      .filter(pod => controllerOf(pod)?.uid === job.metadata.uid);
    const inPhase = (phase: string) =>
      pods.filter(pod => stringAt(pod, 'status', 'phase') === phase).length;
    const completions = numberAt(job, 'spec', 'completions') ?? 1;
    const parallelism = numberAt(job, 'spec', 'parallelism') ?? 1;
    const succeeded = inPhase('Succeeded');
    const failed = inPhase('Failed');
    const active = pods.length - succeeded - failed;
    const suspended = at(job, 'spec', 'suspend') === true;
    const missing = suspended
      ? 0
      : Math.min(parallelism, completions - succeeded) - active;
    const limit = numberAt(job, 'spec', 'backoffLimit') ?? 6;
    if (failed <= limit)
      for (let index = 0; index < missing; index += 1)
        createPod(context, job, { manager: 'kube-controller-manager' });
    const done = succeeded >= completions;
    const before = job.status ?? {};
    writeStatus(store, resource, job, {
      startTime: before.startTime ?? timestamp(now()),
      ...(active + Math.max(0, missing) > 0 &&
        !done && {
          active: active + Math.max(0, missing),
          ready: inPhase('Running'),
        }),
      ...(succeeded && { succeeded }),
      ...(failed && { failed }),
      ...(done && {
        completionTime: before.completionTime ?? timestamp(now()),
        conditions: before.conditions ?? [
          {
            type: 'Complete',
            status: 'True',
            reason: 'CompletionsReached',
            message: 'Reached expected number of succeeded pods',
            lastProbeTime: timestamp(now()),
            lastTransitionTime: timestamp(now()),
          },
        ],
      }),
    });
  },
};

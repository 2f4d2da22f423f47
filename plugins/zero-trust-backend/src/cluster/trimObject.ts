import { KindInfo, RawObject } from '@ztn/zero-trust-engine';
import {
  trimApplication,
  trimGitRepository,
  trimKustomization,
} from './trimGitOps';
import { trimPodTemplate, trimPod } from './trimPod';
import { Fields, pick, fieldsOf } from './pick';

/** Annotations that repeat whole objects, values of environments included. */
const droppedAnnotations = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  'objectset.rio.cattle.io/applied',
]);

function trimMetadata(metadata: Fields): Fields {
  const annotations = Object.entries(fieldsOf(metadata.annotations)).filter(
    ([name]) => !droppedAnnotations.has(name),
  );
  return {
    ...pick(metadata, [
      'name',
      'namespace',
      'labels',
      'creationTimestamp',
      'deletionTimestamp',
      'generation',
      'uid',
      'ownerReferences',
    ]),
    ...(annotations.length
      ? { annotations: Object.fromEntries(annotations) }
      : {}),
  };
}

/**
 * Who wrote an object that is kept whole, by name alone: what they wrote is the
 * object itself, and the times would make each status update a change.
 */
function managers(fields: Fields): Fields {
  const { managedFields } = fieldsOf(fields.metadata);
  const names = (Array.isArray(managedFields) ? managedFields : [])
    .map(fieldsOf)
    .filter(({ subresource }) => subresource === undefined)
    .flatMap(({ manager }) => (typeof manager === 'string' ? [manager] : []));
  return names.length
    ? { managedFields: [...new Set(names)].map(manager => ({ manager })) }
    : {};
}

const trimOwner = (rest: Fields): Fields => {
  const spec = fieldsOf(rest.spec);
  return {
    spec: {
      ...pick(spec, ['replicas', 'selector']),
      ...(spec.template ? { template: trimPodTemplate(spec.template) } : {}),
    },
  };
};

const trimCronJob = (rest: Fields): Fields => {
  const job = fieldsOf(fieldsOf(fieldsOf(rest.spec).jobTemplate).spec);
  return {
    spec: {
      jobTemplate: {
        spec: job.template ? { template: trimPodTemplate(job.template) } : {},
      },
    },
  };
};

const trimNode = (rest: Fields): Fields => ({
  spec: pick(fieldsOf(rest.spec), ['podCIDR', 'podCIDRs', 'providerID']),
  status: pick(fieldsOf(rest.status), ['addresses']),
});

const trimDefinition = (rest: Fields): Fields => {
  const spec = fieldsOf(rest.spec);
  const versions = Array.isArray(spec.versions) ? spec.versions : [];
  return {
    spec: {
      ...pick(spec, ['group', 'names', 'scope']),
      versions: versions.map(version =>
        pick(fieldsOf(version), ['name', 'served', 'storage']),
      ),
    },
  };
};

const trimWebhooks = (rest: Fields): Fields => ({
  webhooks: (Array.isArray(rest.webhooks) ? rest.webhooks : []).map(webhook => {
    const { clientConfig, ...other } = fieldsOf(webhook);
    const client = pick(fieldsOf(clientConfig), ['service', 'url']);
    return { ...other, clientConfig: client };
  }),
});

const trimmers: Readonly<Record<string, (rest: Fields) => Fields>> = {
  Pod: trimPod,
  Node: trimNode,
  ConfigMap: rest => pick(rest, ['data']),
  ServiceAccount: rest => pick(rest, ['automountServiceAccountToken']),
  ReplicationController: trimOwner,
  'Deployment.apps': trimOwner,
  'StatefulSet.apps': trimOwner,
  'DaemonSet.apps': trimOwner,
  'ReplicaSet.apps': trimOwner,
  'Job.batch': trimOwner,
  'CronJob.batch': trimCronJob,
  'CustomResourceDefinition.apiextensions.k8s.io': trimDefinition,
  'MutatingWebhookConfiguration.admissionregistration.k8s.io': trimWebhooks,
  'ValidatingWebhookConfiguration.admissionregistration.k8s.io': trimWebhooks,
  'Application.argoproj.io': trimApplication,
  'Kustomization.kustomize.toolkit.fluxcd.io': trimKustomization,
  'GitRepository.source.toolkit.fluxcd.io': trimGitRepository,
};

/**
 * What is kept of an object: only what verdicts, controls or evidence read.
 * Everything else is dropped at the door, so it can be in no answer, log line
 * or memory dump. The result is new and never changed afterwards. Undefined for
 * something without a name.
 */
export function trimObject(
  kind: KindInfo,
  apiVersion: string,
  raw: unknown,
): RawObject | undefined {
  const fields = fieldsOf(raw);
  const metadata = trimMetadata(fieldsOf(fields.metadata));
  if (typeof metadata.name !== 'string' || metadata.name === '') {
    return undefined;
  }
  const trim: ((rest: Fields) => Fields) | undefined =
    trimmers[kind.group ? `${kind.kind}.${kind.group}` : kind.kind];
  const { metadata: _m, apiVersion: _a, kind: _k, ...rest } = fields;
  return {
    ...(trim ? trim(rest) : rest),
    // Items of a list do not repeat these.
    apiVersion,
    kind: kind.kind,
    metadata:
      trim === undefined ? { ...metadata, ...managers(fields) } : metadata,
  };
}

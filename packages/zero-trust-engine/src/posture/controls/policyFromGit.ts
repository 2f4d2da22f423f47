import { argoApplicationOf, argoTrackingAnnotation } from '../../argoTracking';
import { formatObjectRef } from '../../refs';
import { kinds } from '../../snapshot/kinds';
import { ObjectMeta } from '../../snapshot/KubernetesObject';
import { ParsedKinds } from '../../snapshot/parsedKinds';
import { Snapshot } from '../../snapshot/Snapshot';
import { Part } from './Assessment';
import { Control } from './Control';
import { mappingOf } from './frameworks';

const policyKinds = [
  'NetworkPolicy',
  'CiliumNetworkPolicy',
  'AuthorizationPolicy',
  'PeerAuthentication',
  'DestinationRule',
] as const satisfies readonly (keyof ParsedKinds)[];

/** Policies of the namespace carry the mark of a GitOps controller. */
export const policyFromGit: Control = {
  id: 'policy-from-git',
  title: 'Policy comes from Git',
  why: 'A policy that somebody wrote by hand was reviewed by nobody, and nobody can say why it is there.',
  how: 'Every NetworkPolicy, CiliumNetworkPolicy, AuthorizationPolicy, PeerAuthentication and DestinationRule of the namespace carries a label or annotation of a GitOps controller, or is owned by an object. A tracking id of Argo CD counts only where it names the object that carries it. The mark says where the object came from; changes by hand after that are not seen.',
  layer: 'process',
  scope: 'namespace',
  severity: 'low',
  mapping: mappingOf({ pci: ['1.2.8'] }),
  reasons: {
    marked: 'Applied by a GitOps controller ({marker}).',
    owned: 'Made by {owner}.',
    copied: 'Carries the tracking id of another object, as copies do.',
    'by-hand': 'Carries no mark of a GitOps controller.',
    'policies-unreadable': '{kind} could not be read.',
  },
  assess: ({ snapshot, settings }, { name }) =>
    policyKinds.flatMap(kind => [
      ...metasOf(snapshot, kind)
        .filter(({ namespace }) => namespace === name)
        .map(meta => partOf(kind, meta, settings.gitMarkers)),
      ...snapshot
        .gapsOf(kind)
        .filter(({ object }) => !object || object.namespace === name)
        // An object with a note is there, and its marks were read.
        .filter(
          ({ object }) =>
            !metasOf(snapshot, kind).some(
              meta => meta.namespace === name && meta.name === object?.name,
            ),
        )
        .map(
          (gap): Part => ({
            holds: 'unknown',
            reason: 'policies-unreadable',
            ...(gap.object ? { object: formatObjectRef(gap.object) } : {}),
            params: { kind },
          }),
        ),
    ]),
};

function metasOf(
  snapshot: Snapshot,
  kind: (typeof policyKinds)[number],
): readonly ObjectMeta[] {
  return snapshot.objects(kind).map(({ meta }) => meta);
}

function partOf(
  kind: string,
  meta: ObjectMeta,
  markers: readonly string[],
): Part {
  const object = formatObjectRef({ kind, ...meta });
  const carried = markers.filter(
    key =>
      meta.labels[key] !== undefined || meta.annotations[key] !== undefined,
  );
  const marker = carried.find(key => isOwnMark(key, kind, meta));
  if (marker !== undefined) {
    return { holds: true, reason: 'marked', object, params: { marker } };
  }
  if (meta.owner) {
    const owner = `${meta.owner.kind} ${meta.owner.name}`;
    return { holds: true, reason: 'owned', object, params: { owner } };
  }
  const reason = carried.length > 0 ? 'copied' : 'by-hand';
  return { holds: false, reason, object };
}

function isOwnMark(key: string, kind: string, meta: ObjectMeta): boolean {
  const tracking = meta.annotations[argoTrackingAnnotation];
  if (key !== argoTrackingAnnotation || tracking === undefined) return true;
  const group = kinds.find(known => known.key === kind)?.group ?? '';
  return argoApplicationOf(tracking, { group, kind, ...meta }) !== undefined;
}

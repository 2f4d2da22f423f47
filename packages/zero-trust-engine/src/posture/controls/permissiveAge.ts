import { Part } from './Assessment';
import { Control } from './Control';
import { ControlContext } from './ControlContext';
import { mappingOf } from './frameworks';
import { portsAccepting } from './portsAccepting';
import { unseenPods, unseenPodsReason } from './running';

const dayMs = 24 * 60 * 60 * 1_000;

/** PERMISSIVE is a step on the way, and ends. */
export const permissiveAge: Control = {
  id: 'permissive-age',
  title: 'PERMISSIVE for a limited time only',
  why: 'PERMISSIVE is meant for weeks of migration and stays for years, because nobody counts the days.',
  how: 'Whether some captured port of the namespace takes plaintext because of its mode, and for how long: since that was first seen, or since the deciding object was made when it never changed after. What lies before the first sight is not counted.',
  layer: 'transport',
  scope: 'namespace',
  severity: 'medium',
  mapping: mappingOf({ nist: ['2'], pci: ['1.2.6'] }),
  reasons: {
    ...unseenPodsReason,
    strict: 'No captured port takes plaintext.',
    'within-limit':
      'Takes plaintext since {since}, {days} of at most {limit} days.',
    'too-old':
      'Takes plaintext since {since}: {days} days, {limit} are the limit.',
    'since-unknown': 'Takes plaintext, and since when is not known.',
    'mode-unknown':
      'Whether a port takes plaintext cannot be told ({because}).',
  },
  assess: (context, { name }) => {
    const workloads = context.snapshot.workloads.filter(
      ({ namespace }) => namespace === name,
    );
    const ports = workloads.flatMap(w => portsAccepting(context, w));
    const inMesh = ports.filter(({ acceptance }) => acceptance.mode);
    const open = inMesh.filter(({ acceptance: { accepts } }) =>
      ['both', 'plaintext-only'].includes(accepts),
    );
    if (open.length > 0) {
      const deciding = open.map(({ acceptance }) =>
        acceptance.mode?.chain.find(step => step.decides),
      );
      const steps = [...new Map(deciding.map(d => [d?.policy, d])).values()];
      return steps.map(step => agePart(context, name, step));
    }
    const [unclear] = ports.filter(
      ({ acceptance }) => acceptance.accepts === 'unknown',
    );
    if (unclear) {
      const because = unclear.acceptance.reason ?? '';
      const { object } = unclear.running;
      return [
        {
          holds: 'unknown',
          reason: 'mode-unknown',
          object,
          params: { because },
        },
      ];
    }
    const unseen = workloads.flatMap(w => unseenPods(context, w)).slice(0, 1);
    return inMesh.length > 0 || unseen.length > 0
      ? [
          ...(inMesh.length > 0
            ? [{ holds: true, reason: 'strict', object: `Namespace ${name}` }]
            : []),
          ...unseen,
        ]
      : [];
  },
};

function agePart(
  context: ControlContext,
  namespace: string,
  step: { readonly policy?: string; readonly path?: string } | undefined,
): Part {
  const place = {
    object: step?.policy ?? `Namespace ${namespace}`,
    ...(step?.path === undefined ? {} : { path: step.path }),
  };
  const since = sinceWhen(context, namespace, step?.policy);
  if (!since) return { holds: 'unknown', reason: 'since-unknown', ...place };
  const ageMs = context.at.getTime() - since.getTime();
  const limitMs = context.settings.permissiveMaxAgeMs;
  const holds = ageMs <= limitMs;
  return {
    holds,
    reason: holds ? 'within-limit' : 'too-old',
    ...place,
    params: {
      since: since.toISOString().slice(0, 10),
      days: String(Math.floor(ageMs / dayMs)),
      limit: String(Math.floor(limitMs / dayMs)),
    },
  };
}

/** The earlier of what history saw, and what an unchanged object proves. */
function sinceWhen(
  { snapshot, permissiveSince }: ControlContext,
  namespace: string,
  policy: string | undefined,
): Date | undefined {
  const seen = permissiveSince(namespace);
  const meta = snapshot
    .objects('PeerAuthentication')
    .find(
      ({ meta: { namespace: ns, name } }) =>
        `PeerAuthentication ${ns}/${name}` === policy,
    )?.meta;
  const made =
    meta?.generation === 1 && meta.creationTimestamp !== ''
      ? new Date(meta.creationTimestamp)
      : undefined;
  if (!seen || !made) return seen ?? made;
  return seen < made ? seen : made;
}

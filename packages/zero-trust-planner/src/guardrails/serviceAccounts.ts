import { listOf } from '../words/sentenceOf';
import { Guardrail, GuardrailContext } from './Guardrail';
import { isProduction } from './requestWords';

/** A mesh rule names an identity, and whoever runs under it is meant. */
export const sharedServiceAccount: Guardrail = {
  id: 'shared-service-account',
  level: 'review',
  check(context) {
    if (!namesIdentity(context)) return [];
    const { engine, edge } = context;
    const [{ namespace, serviceAccount }] = edge.callers;
    const alike = engine.snapshot.workloads.filter(
      other =>
        other.namespace === namespace &&
        other.serviceAccount === serviceAccount,
    );
    const own = new Set(edge.callers.map(({ key }) => key));
    if (alike.every(({ key }) => own.has(key))) return [];
    const about = alike.map(({ key }) => key);
    return [
      {
        message: `${
          about.length
        } workloads run as ${namespace}/${serviceAccount}, and the mesh lets all of them in: ${listOf(
          about,
        )}.`,
        about,
      },
    ];
  },
};

/** Any pod that names no account of its own runs under this one. */
export const defaultServiceAccount: Guardrail = {
  id: 'default-service-account',
  level: 'review',
  check(context) {
    const [{ namespace, serviceAccount }] = context.edge.callers;
    if (!namesIdentity(context) || serviceAccount !== 'default') return [];
    return [
      {
        message: `The caller runs as the default account of ${namespace}, as every new pod there does.`,
        ...(isProduction(context) && { level: 'block' as const }),
      },
    ];
  },
};

function namesIdentity({ objects }: GuardrailContext): boolean {
  return objects.some(({ kind }) => kind === 'AuthorizationPolicy');
}

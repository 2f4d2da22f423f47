import { Field } from './Field';
import { Parsed } from './Gap';
import { ObjectMeta, RawObject } from './KubernetesObject';
import { parseObject } from './parseObject';

/** A Service that an OpenShift Route leads to. */
export interface OpenShiftRouteTarget {
  readonly service: string;
  readonly path: string;
}

/** An OpenShift Route: one host and path in front of one Service or several. */
export interface OpenShiftRoute {
  readonly meta: ObjectMeta;
  readonly host?: string;
  readonly httpPath?: string;
  readonly targets: readonly OpenShiftRouteTarget[];
  /** Name, number or target port of a Service port; absent: every port. */
  readonly targetPort?: number | string;
  readonly tls: 'none' | 'terminated' | 'passthrough';
  /** A router has admitted it; undefined before any has answered. */
  readonly admitted?: boolean;
}

/** route.openshift.io, Route. */
export function parseOpenShiftRoute(raw: RawObject): Parsed<OpenShiftRoute> {
  return parseObject(raw, 'namespaced', (root, { meta }) => {
    const spec = root.at('spec');
    const port = spec.in('port', 'targetPort');
    const tls = spec.at('tls');
    const conditions = root
      .in('status', 'ingress')
      .items()
      .flatMap(router => router.at('conditions').items())
      .filter(condition => condition.at('type').value === 'Admitted');
    return {
      meta,
      host: spec.at('host').optionalString() || undefined,
      httpPath: spec.at('path').optionalString() || undefined,
      targets: [spec.at('to'), ...spec.at('alternateBackends').items()]
        .filter(target => target.present)
        .filter(target => target.at('kind').stringOr('Service') === 'Service')
        .map(target => ({
          service: target.at('name').string(),
          path: target.path,
        })),
      targetPort: portOf(port),
      tls: tls.present ? terminationOf(tls) : 'none',
      admitted:
        conditions.length === 0
          ? undefined
          : conditions.some(c => c.at('status').value === 'True'),
    };
  });
}

function terminationOf(tls: Field): 'terminated' | 'passthrough' {
  const isPassed = tls.at('termination').value === 'passthrough';
  return isPassed ? 'passthrough' : 'terminated';
}

function portOf(field: Field): number | string | undefined {
  if (!field.present || field.value === '') return undefined;
  return typeof field.value === 'string' ? field.value : field.port();
}

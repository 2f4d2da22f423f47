import { Parsed } from './Gap';
import { ObjectMeta, RawObject } from './KubernetesObject';
import { parseObject } from './parseObject';

/** Permits routes of other namespaces to name objects of this one. */
export interface ReferenceGrant {
  readonly meta: ObjectMeta;
  readonly from: readonly {
    readonly group: string;
    readonly kind: string;
    readonly namespace: string;
  }[];
  readonly to: readonly {
    readonly group: string;
    readonly kind: string;
    /** Absent: every object of the kind. */
    readonly name?: string;
  }[];
}

/** Gateway API, ReferenceGrant (gateway.networking.k8s.io). */
export function parseReferenceGrant(raw: RawObject): Parsed<ReferenceGrant> {
  return parseObject(raw, 'namespaced', (root, { meta }) => ({
    meta,
    from: root
      .in('spec', 'from')
      .items()
      .map(item => ({
        group: item.at('group').stringOr(''),
        kind: item.at('kind').string(),
        namespace: item.at('namespace').string(),
      })),
    to: root
      .in('spec', 'to')
      .items()
      .map(item => ({
        group: item.at('group').stringOr(''),
        kind: item.at('kind').string(),
        name: item.at('name').optionalString() || undefined,
      })),
  }));
}

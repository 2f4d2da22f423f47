import { RawObject } from '../../snapshot/KubernetesObject';
import { objectsFromYaml } from '../../testing/fromYaml';

/** One field of a source or operation, or one `when` entry, as written. */
export interface PolicyField {
  /** The key that `when` has for it; `request.host` and the like otherwise. */
  readonly key: string;
  readonly values: readonly string[];
  readonly notValues: readonly string[];
}

/** One rule as written: of each part, any; in a part, all. */
export interface WrittenRule {
  readonly from: readonly (readonly PolicyField[])[];
  readonly to: readonly (readonly PolicyField[])[];
  readonly when: readonly PolicyField[];
}

type Lists = Readonly<Record<string, readonly string[] | undefined>>;

interface Written extends RawObject {
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly spec?: {
    readonly rules?: readonly {
      readonly from?: readonly { readonly source: Lists }[];
      readonly to?: readonly { readonly operation: Lists }[];
      readonly when?: readonly (Lists & { readonly key: string })[];
    }[];
  };
}

const keys: Readonly<Record<string, string>> = {
  principals: 'source.principal',
  requestPrincipals: 'request.auth.principal',
  namespaces: 'source.namespace',
  serviceAccounts: 'source.serviceAccount',
  trustDomains: 'source.trustDomain',
  ipBlocks: 'source.ip',
  remoteIpBlocks: 'remote.ip',
  hosts: 'request.host',
  ports: 'destination.port',
  methods: 'request.method',
  paths: 'request.path',
};

/** The objects of an input file; those without a namespace are in `foo`. */
export function objectsOfInput(text: string): readonly RawObject[] {
  return (objectsFromYaml(text) as Written[]).map(object => ({
    ...object,
    metadata: { namespace: 'foo', ...object.metadata },
  }));
}

/** Read apart from the engine's own parser, to make requests that fit. */
export function writtenRules(objects: readonly RawObject[]): WrittenRule[] {
  return (objects as Written[]).flatMap(({ spec }) =>
    (spec?.rules ?? []).map(rule => ({
      from: (rule.from ?? []).map(({ source }) => fieldsOf(source)),
      to: (rule.to ?? []).map(({ operation }) => fieldsOf(operation)),
      when: (rule.when ?? []).map(({ key, values, notValues }) => ({
        key,
        values: values ?? [],
        notValues: notValues ?? [],
      })),
    })),
  );
}

function fieldsOf(lists: Lists): readonly PolicyField[] {
  return Object.entries(keys).flatMap(([name, key]) => {
    const values = lists[name] ?? [];
    const not = `not${name[0].toUpperCase()}${name.slice(1)}`;
    const notValues = lists[not] ?? [];
    return values.length + notValues.length > 0
      ? [{ key, values, notValues }]
      : [];
  });
}

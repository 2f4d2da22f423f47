import {
  CiliumFacts,
  Enforces,
  FactOverrides,
  Facts,
  IstioFacts,
} from './Facts';
import { Field, MalformedField } from './Field';
import { parseLabelSelector } from './LabelSelector';

/** Facts that an operator stated, or the key at fault and why. */
export type ParsedFacts =
  | { readonly ok: true; readonly value: FactOverrides }
  | { readonly ok: false; readonly path: string; readonly expected: string };

type StatedNode = NonNullable<FactOverrides['nodes']>[number];

const text = (field: Field) => field.string();
const texts = (field: Field) => field.strings();
const textMap = (field: Field) => field.stringMap();
const boolean = (field: Field) => field.boolean();

/**
 * Reads what an operator states about a cluster. A key that nobody knows is
 * refused: it would state nothing, and its author would believe that it does.
 */
export function parseFacts(value: unknown): ParsedFacts {
  try {
    return { ok: true, value: factsOf(new Field(value)) };
  } catch (error) {
    if (!(error instanceof MalformedField)) throw error;
    return { ok: false, path: error.path, expected: error.expected };
  }
}

function factsOf(facts: Field): FactOverrides {
  return record<FactOverrides>(facts, {
    cni: field =>
      field.oneOf<Facts['cni']>([
        'cilium',
        'calico',
        'other',
        'none',
        'unknown',
      ]),
    ipBlockMatchesPods: triState,
    networksMatchPods: boolean,
    enforces: field =>
      record<Enforces>(field, {
        NetworkPolicy: boolean,
        AdminNetworkPolicy: boolean,
        BaselineAdminNetworkPolicy: boolean,
        ClusterNetworkPolicy: boolean,
      }),
    nodes: field => field.items().map(nodeOf),
    podAddresses: field =>
      Object.fromEntries(
        field.entries().map(([pod, addresses]) => [pod, addresses.strings()]),
      ),
    istio: istioOf,
    cilium: ciliumOf,
  });
}

function nodeOf(node: Field) {
  const { name, addresses, labels } = record<StatedNode>(node, {
    name: text,
    addresses: texts,
    labels: textMap,
  });
  return {
    name: name ?? node.at('name').fail('a string'),
    ...(addresses && { addresses }),
    ...(labels && { labels }),
  };
}

function istioOf(istio: Field): Partial<IstioFacts> {
  return record<IstioFacts>(istio, {
    installed: triState,
    version: text,
    configuration: field => field.oneOf(['read', 'defaults', 'unread']),
    otherConfigurations: texts,
    rootNamespace: text,
    trustDomain: text,
    trustDomainAliases: texts,
    caTrustDomains: texts,
    autoMtls: boolean,
    ambient: boolean,
    outboundTrafficPolicy: field => field.oneOf(['ALLOW_ANY', 'REGISTRY_ONLY']),
    discoverySelectors: field => field.items().map(parseLabelSelector),
    defaultServiceExportTo: texts,
    defaultVirtualServiceExportTo: texts,
    defaultDestinationRuleExportTo: texts,
    pathNormalization: field =>
      field.oneOf([
        'NONE',
        'BASE',
        'MERGE_SLASHES',
        'DECODE_AND_MERGE_SLASHES',
      ]),
    extensionProviders: texts,
    httpOnlyProviders: texts,
    env: textMap,
  });
}

function ciliumOf(cilium: Field): Partial<CiliumFacts> {
  return record<CiliumFacts>(cilium, {
    version: text,
    configuration: field => field.oneOf(['read', 'defaults', 'unread']),
    policyMode: field => field.oneOf(['default', 'always', 'never']),
    hostFirewall: boolean,
    clusterName: text,
    defaultLocalCluster: boolean,
    config: textMap,
  });
}

function triState(field: Field): boolean | 'unknown' {
  return field.value === true || field.value === false
    ? field.value
    : field.oneOf<'unknown'>(['unknown']);
}

/**
 * The members that are there, each read its own way; no other may be there. One
 * reader for each member of the type, so a new fact cannot be forgotten here.
 */
function record<T extends object>(
  field: Field,
  readers: Readers<T>,
): Partial<T> {
  const found: Partial<T> = {};
  for (const [key, member] of field.entries()) {
    if (!isKey(readers, key)) {
      throw new MalformedField(
        member.path,
        `one of the keys ${Object.keys(readers).join(', ')}`,
      );
    }
    if (member.present) found[key] = readers[key](member);
  }
  return found;
}

type Readers<T> = {
  readonly [K in keyof T]-?: (field: Field) => Exclude<T[K], undefined>;
};

function isKey<T>(readers: Readers<T>, key: string): key is keyof T & string {
  return Object.hasOwn(readers, key);
}

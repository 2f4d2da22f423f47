import fc, { Arbitrary } from 'fast-check';
import {
  CiliumPolicyManifest,
  CiliumRuleManifest,
} from '../../reference/cilium/ciliumManifests';
import { someSelector } from '../arbitraries';
import { namespaces } from '../randomCluster';
import { someRule } from './randomRules';
import { someLabelsOnly, someSpecial } from './randomSelectors';

const someRules = (subject: Arbitrary<CiliumRuleManifest>) =>
  fc
    .array(
      fc.tuple(subject, someRule).map(([who, rule]) => ({ ...who, ...rule })),
      { minLength: 1, maxLength: 2 },
    )
    .map(rules => (rules.length === 1 ? { spec: rules[0] } : { specs: rules }));

const ofEndpoints = fc
  .oneof(
    { weight: 8, arbitrary: someLabelsOnly },
    { weight: 1, arbitrary: someSpecial },
  )
  .map(endpointSelector => ({ endpointSelector }));
const ofNodes = someSelector.map(nodeSelector => ({ nodeSelector }));

type Unnamed = Omit<CiliumPolicyManifest, 'metadata'>;

/** A CiliumNetworkPolicy without a name. */
export const someNamespaced: Arbitrary<
  Unnamed & { readonly namespace: string }
> = fc
  .tuple(fc.constantFrom(...namespaces), someRules(ofEndpoints))
  .map(([namespace, rules]) => ({
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    namespace,
    ...rules,
  }));

/** A CiliumClusterwideNetworkPolicy without a name. */
export const someClusterwide: Arbitrary<Unnamed> = someRules(
  fc.oneof(
    { weight: 2, arbitrary: ofEndpoints },
    { weight: 2, arbitrary: ofNodes },
  ),
).map(rules => ({
  apiVersion: 'cilium.io/v2',
  kind: 'CiliumClusterwideNetworkPolicy',
  ...rules,
}));

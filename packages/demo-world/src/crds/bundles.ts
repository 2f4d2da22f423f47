import { KubeObject } from '../store/KubeObject';
import { ciliumKinds } from './cilium';
import { CrdRow, toDefinition } from './CrdRow';
import { fluxKinds } from './flux';
import { gatewayApiKinds } from './gatewayApi';
import { istioKinds } from './istio';
import { networkPolicyApiKinds } from './networkPolicyApi';

const rows = {
  istio: istioKinds,
  cilium: ciliumKinds,
  flux: fluxKinds,
  'gateway-api': gatewayApiKinds,
  'network-policy-api': networkPolicyApiKinds,
} satisfies Record<string, readonly CrdRow[]>;

/** Something that may be installed in a cluster and brings its kinds along. */
export type Bundle = keyof typeof rows;

/** Every bundle there is. */
export const allBundles = Object.keys(rows) as readonly Bundle[];

/** The CustomResourceDefinitions of a bundle. */
export const definitionsOf = (bundle: Bundle): KubeObject[] =>
  rows[bundle].map(toDefinition);

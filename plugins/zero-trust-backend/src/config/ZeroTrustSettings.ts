import { AccessSettings } from '../access/config/AccessSettings';
import { FactOverrides } from '@ztn/zero-trust-engine';
import { ComplianceSettings } from '../compliance/ComplianceSettings';
import { SensitiveRule } from '../mapping/SensitiveRule';

/** Everything that the plugin is told in `app-config.yaml`, checked and typed. */
export interface ZeroTrustSettings {
  readonly clusters: readonly ClusterSettings[];
  /** Whether workloads that belong to no catalog entity are named. */
  readonly unmappedPeers: 'show' | 'hide';
  /** How often the catalog is read for the entities behind workloads. */
  readonly catalogRefreshMs: number;
  /** How long the catalog must be quiet after a start to count as processed. */
  readonly catalogSettleMs: number;
  /** Which entities are shown first among those that could be reached. */
  readonly sensitive: SensitiveRule;
  readonly compliance: ComplianceSettings;
  readonly access: AccessSettings;
}

/** A cluster, however it is reached. */
export type ClusterSettings = UrlClusterSettings | KubeconfigClusterSettings;

interface NamedCluster {
  /** Unique; part of every key in the API. */
  readonly name: string;
  readonly title: string;
  readonly facts?: FactOverrides;
}

export interface UrlClusterSettings extends NamedCluster {
  readonly type: 'url';
  /** Without a trailing slash. */
  readonly url: string;
  readonly caData?: string;
  readonly caFile?: string;
  readonly skipTlsVerify: boolean;
  readonly tlsServerName?: string;
  readonly auth: UrlAuth;
}

/** At most one way is set; none is for servers that need no credentials. */
export interface UrlAuth {
  readonly token?: string;
  readonly tokenFile?: string;
  readonly certData?: string;
  readonly certFile?: string;
  readonly keyData?: string;
  readonly keyFile?: string;
}

export interface KubeconfigClusterSettings extends NamedCluster {
  readonly type: 'kubeconfig';
  readonly kubeconfig: { readonly path: string; readonly context?: string };
}

import { ClusterSettings } from '../config/ZeroTrustSettings';
import { ClusterConnection } from './ClusterConnection';
import { KubeconfigConnection } from './KubeconfigConnection';
import { UrlConnection } from './UrlConnection';

/** The connection that a cluster's settings describe. Nothing is opened yet. */
export function connect(settings: ClusterSettings): ClusterConnection {
  return settings.type === 'kubeconfig'
    ? new KubeconfigConnection(settings)
    : new UrlConnection(settings);
}

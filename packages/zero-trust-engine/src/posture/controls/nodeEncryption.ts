import { Control } from './Control';
import { mappingOf } from './frameworks';

/** The network plugin encrypts what travels between nodes. */
export const nodeEncryption: Control = {
  id: 'node-encryption',
  title: 'Traffic between nodes encrypted, where required',
  why: 'The mesh does not carry UDP, host traffic or pods outside of it. Where the network between nodes is not trusted, only the network plugin can encrypt that.',
  how: "Only where the setting asks for it. Cilium's own configuration (WireGuard or IPsec); settings of single nodes are not looked at. Of other plugins nothing is read: unknown.",
  layer: 'network',
  scope: 'cluster',
  severity: 'medium',
  mapping: mappingOf({ nist: ['2'], pci: ['4.2.1'] }),
  reasons: {
    wireguard: 'Cilium encrypts with WireGuard.',
    ipsec: 'Cilium encrypts with IPsec.',
    off: 'Cilium is told to encrypt nothing.',
    'config-unreadable': "Cilium's configuration could not be read.",
    'plugin-not-read': 'Whether this network plugin encrypts is not read.',
  },
  assess: ({ snapshot, settings }) => {
    if (!settings.nodeEncryptionRequired) return [];
    const { cni, cilium } = snapshot.facts;
    if (cni !== 'cilium' || !cilium) {
      return [{ holds: 'unknown', reason: 'plugin-not-read' }];
    }
    const map = snapshot.configMaps.find(
      ({ meta }) => meta.name === 'cilium-config',
    );
    const { config } = cilium;
    const stated = Object.keys(config).length > 0;
    if (!map && !stated)
      return [{ holds: 'unknown', reason: 'config-unreadable' }];
    const object = map
      ? `ConfigMap ${map.meta.namespace}/${map.meta.name}`
      : undefined;
    const at = (key: string) => ({
      ...(object === undefined ? {} : { object }),
      path: `data["${key}"]`,
    });
    if (config['enable-wireguard'] === 'true') {
      return [{ holds: true, reason: 'wireguard', ...at('enable-wireguard') }];
    }
    if (config['enable-ipsec'] === 'true') {
      return [{ holds: true, reason: 'ipsec', ...at('enable-ipsec') }];
    }
    return [{ holds: false, reason: 'off', ...at('enable-wireguard') }];
  },
};

import { at, listAt } from '../store/KubeObject';
import { AddressPool } from './AddressPool';
import { Controller, keyOf, parseKey, writeStatus } from './Controller';

/** Gives Services of type LoadBalancer an outside address, as a cloud would. */
export const createLoadBalancerController = (
  addresses: AddressPool,
): Controller => ({
  name: 'service-lb-controller',

  keysOf: event =>
    event.resource === 'services' && event.type !== 'DELETED'
      ? [keyOf(event.object)]
      : [],

  reconcile(key, { store }) {
    const { namespace, name } = parseKey(key);
    const service = store.get('services', namespace, name);
    if (!service || at(service, 'spec', 'type') !== 'LoadBalancer') return;
    if (listAt(service, 'status', 'loadBalancer', 'ingress').length) return;
    writeStatus(store, 'services', service, {
      ...service.status,
      loadBalancer: { ingress: [{ ip: addresses.allocate() }] },
    });
  },
});

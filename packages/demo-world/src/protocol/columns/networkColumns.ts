import {
  at,
  KubeObject,
  listAt,
  stringAt,
  stringsAt,
} from '../../store/KubeObject';
import { formatLabelSelector } from '../labelSelector';
import { ageCell, Column, field, labelsText, text } from './column';

const externalAddress = (object: KubeObject): string => {
  if (stringAt(object, 'spec', 'type') === 'ExternalName')
    return stringAt(object, 'spec', 'externalName') ?? '<none>';
  const addresses = listAt(object, 'status', 'loadBalancer', 'ingress').map(
    one => stringAt(one, 'ip') ?? stringAt(one, 'hostname'),
  );
  if (addresses.length) return addresses.join(',');
  return stringAt(object, 'spec', 'type') === 'LoadBalancer'
    ? '<pending>'
    : '<none>';
};

const servicePorts = (object: KubeObject) =>
  listAt(object, 'spec', 'ports')
    .map(port =>
      port.nodePort
        ? `${port.port}:${port.nodePort}/${port.protocol}`
        : `${port.port}/${port.protocol}`,
    )
    .join(',') || '<none>';

/** Columns of what leads traffic to pods, or keeps it away. */
export const networkColumns: Readonly<Record<string, readonly Column[]>> = {
  Service: [
    field('Type', ['spec', 'type']),
    field('Cluster-IP', ['spec', 'clusterIP']),
    text('External-IP', externalAddress),
    text('Port(s)', servicePorts),
    ageCell,
    text('Selector', o => labelsText(stringsAt(o, 'spec', 'selector')), 1),
  ],
  Ingress: [
    field('Class', ['spec', 'ingressClassName']),
    text(
      'Hosts',
      object =>
        listAt(object, 'spec', 'rules')
          .map(rule => rule.host ?? '*')
          .join(',') || '*',
    ),
    text('Address', object =>
      listAt(object, 'status', 'loadBalancer', 'ingress')
        .map(one => one.ip ?? one.hostname)
        .join(','),
    ),
    text('Ports', object =>
      listAt(object, 'spec', 'tls').length ? '80, 443' : '80',
    ),
    ageCell,
  ],
  IngressClass: [
    field('Controller', ['spec', 'controller']),
    text('Parameters', () => '<none>'),
    ageCell,
  ],
  NetworkPolicy: [
    text(
      'Pod-Selector',
      o => formatLabelSelector(at(o, 'spec', 'podSelector')) || '<none>',
    ),
    ageCell,
  ],
  EndpointSlice: [
    field('AddressType', ['addressType']),
    text(
      'Ports',
      object =>
        listAt(object, 'ports')
          .map(port => port.port)
          .join(',') || '<unset>',
    ),
    text(
      'Endpoints',
      object =>
        listAt(object, 'endpoints')
          .flatMap(one => (Array.isArray(one.addresses) ? one.addresses : []))
          .join(',') || '<unset>',
    ),
    ageCell,
  ],
  Lease: [field('Holder', ['spec', 'holderIdentity']), ageCell],
};

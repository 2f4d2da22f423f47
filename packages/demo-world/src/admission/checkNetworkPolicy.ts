import { isIP } from 'node:net';
import { StatusCause } from '../protocol/KubeError';
import {
  at,
  KubeObject,
  listAt,
  numberAt,
  stringAt,
} from '../store/KubeObject';
import { checkSelector, invalid, portCauses, required } from './causes';

const isCidr = (text: string): boolean => {
  const [address, bits, more] = text.split('/');
  const family = isIP(address);
  return (
    more === undefined &&
    family !== 0 &&
    /^\d{1,3}$/.test(bits ?? '') &&
    Number(bits) <= (family === 4 ? 32 : 128)
  );
};

const checkPeer = (peer: unknown, path: string): StatusCause[] => {
  const block = at(peer, 'ipBlock');
  const selectors = ['podSelector', 'namespaceSelector'].filter(
    key => at(peer, key) !== undefined,
  );
  if (block === undefined && selectors.length === 0)
    return [required(path, 'must specify a peer')];
  if (block !== undefined && selectors.length > 0)
    return [
      {
        reason: 'FieldValueForbidden',
        field: path,
        message: 'Forbidden: may not specify both ipBlock and another peer',
      },
    ];
  const cidr = stringAt(block, 'cidr');
  const except = at(block, 'except');
  return [
    ...selectors.flatMap(key => checkSelector(at(peer, key), `${path}.${key}`)),
    ...(cidr !== undefined && !isCidr(cidr)
      ? [
          invalid(
            `${path}.ipBlock.cidr`,
            cidr,
            'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)',
          ),
        ]
      : []),
    ...(Array.isArray(except) ? except : []).flatMap((one, index) =>
      isCidr(String(one))
        ? []
        : [
            invalid(
              `${path}.ipBlock.except[${index}]`,
              one,
              'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)',
            ),
          ],
    ),
  ];
};

const checkPolicyPort = (port: unknown, path: string): StatusCause[] => {
  const first = at(port, 'port');
  const last = numberAt(port, 'endPort');
  const range =
    last === undefined ||
    (typeof first === 'number' && last >= first && last <= 65535)
      ? []
      : [
          typeof first === 'number'
            ? invalid(
                `${path}.endPort`,
                last,
                'must be greater than or equal to `port`',
              )
            : required(
                `${path}.port`,
                'must be specified when `endPort` is specified',
              ),
        ];
  return [...portCauses(first, `${path}.port`), ...range];
};

/** What is wrong with a NetworkPolicy beyond its shape. */
export const checkNetworkPolicy = (object: KubeObject): StatusCause[] => {
  const direction = (rules: string, peers: string) =>
    listAt(object, 'spec', rules).flatMap((rule, index) => [
      ...listAt(rule, peers).flatMap((peer, p) =>
        checkPeer(peer, `spec.${rules}[${index}].${peers}[${p}]`),
      ),
      ...listAt(rule, 'ports').flatMap((port, p) =>
        checkPolicyPort(port, `spec.${rules}[${index}].ports[${p}]`),
      ),
    ]);
  const types = at(object, 'spec', 'policyTypes');
  return [
    ...checkSelector(at(object, 'spec', 'podSelector'), 'spec.podSelector'),
    ...direction('ingress', 'from'),
    ...direction('egress', 'to'),
    ...(Array.isArray(types) ? types : []).flatMap((type, index) =>
      type === 'Ingress' || type === 'Egress'
        ? []
        : [
            {
              reason: 'FieldValueNotSupported',
              field: `spec.policyTypes[${index}]`,
              message: `Unsupported value: ${JSON.stringify(
                type,
              )}: supported values: "Egress", "Ingress"`,
            },
          ],
    ),
  ];
};

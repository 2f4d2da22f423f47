import {
  ConnectionEnd,
  JudgeRequest,
  PermissionDirection,
  PermissionRow,
  protocolSchema,
  reservedPeerSchema,
} from '@ztn/backstage-plugin-zero-trust-common';
import { MessageKey } from './Translate';

/** Ways to name the other end of a connection. */
export const peerTypes = [
  'entity',
  'workload',
  'service',
  'address',
  'fqdn',
  'reserved',
] as const;
export type PeerType = (typeof peerTypes)[number];

/** The question as it is typed: texts, checked only when it is asked. */
export interface CheckForm {
  direction: PermissionDirection;
  peerType: PeerType;
  peer: string;
  protocol: string;
  port: string;
  method: string;
  path: string;
  cluster: string;
}

export const emptyCheckForm: CheckForm = {
  direction: 'inbound',
  peerType: 'entity',
  peer: '',
  protocol: 'TCP',
  port: '',
  method: '',
  path: '',
  cluster: '',
};

const fieldNames = Object.keys(emptyCheckForm) as (keyof CheckForm)[];

/** Reads a question from the URL; `undefined` when it holds none. */
export function readCheckForm(search: URLSearchParams): CheckForm | undefined {
  const given = Object.fromEntries(
    fieldNames.flatMap(name => {
      const value = search.get(`check.${name}`);
      return value === null ? [] : [[name, value]];
    }),
  );
  if (Object.keys(given).length === 0) return undefined;
  const form = { ...emptyCheckForm, ...given } as CheckForm;
  return {
    ...form,
    direction: form.direction === 'outbound' ? 'outbound' : 'inbound',
    peerType: peerTypes.includes(form.peerType) ? form.peerType : 'entity',
  };
}

/** The URL's parameters with this question, fields at their default left out. */
export function writeCheckForm(
  search: URLSearchParams,
  form: CheckForm | undefined,
): URLSearchParams {
  const next = new URLSearchParams(search);
  for (const name of fieldNames) {
    next.delete(`check.${name}`);
    if (form && (form[name] !== emptyCheckForm[name] || name === 'direction')) {
      next.set(`check.${name}`, form[name]);
    }
  }
  return next;
}

/** What is wrong with a field, as the key of a sentence. */
export type CheckErrors = Partial<Record<keyof CheckForm, MessageKey>>;

export type CheckQuestion =
  | { ok: true; request: JudgeRequest }
  | { ok: false; errors: CheckErrors };

/** Turns what was typed into the API's question, or says which field is wrong. */
export function toJudgeRequest(
  entityRef: string,
  form: CheckForm,
): CheckQuestion {
  const errors: CheckErrors = {};
  const peer = parsePeer(form);
  if (typeof peer === 'string') errors.peer = peer;
  const protocol = protocolSchema.safeParse(form.protocol).data ?? 'TCP';
  const port = protocol === 'ICMP' ? null : parsePort(form.port);
  if (port === undefined) errors.port = 'check.error.port';
  const method = form.method.trim().toUpperCase();
  const path = form.path.trim();
  if (method && !/^[A-Z]+$/.test(method)) errors.method = 'check.error.method';
  if (path && !path.startsWith('/')) errors.path = 'check.error.path';
  if (protocol !== 'TCP') {
    if (method) errors.method = 'check.error.httpNeedsTcp';
    if (path) errors.path = 'check.error.httpNeedsTcp';
  }
  if (
    Object.keys(errors).length > 0 ||
    typeof peer === 'string' ||
    port === undefined
  ) {
    return { ok: false, errors };
  }
  const self: ConnectionEnd = { type: 'entity', entityRef };
  const http = {
    ...(method ? { method } : {}),
    ...(path ? { path } : {}),
  };
  return {
    ok: true,
    request: {
      from: form.direction === 'inbound' ? peer : self,
      to: form.direction === 'inbound' ? self : peer,
      protocol,
      port,
      ...(method || path ? { http } : {}),
      ...(form.cluster.trim() ? { cluster: form.cluster.trim() } : {}),
    },
  };
}

function parsePort(text: string): number | undefined {
  if (!/^\d{1,5}$/.test(text.trim())) return undefined;
  const port = Number(text);
  return port >= 1 && port <= 65535 ? port : undefined;
}

const dnsName =
  /^(?=.{1,253}$)[a-z0-9_]([-a-z0-9_]*[a-z0-9])?(\.[a-z0-9_]([-a-z0-9_]*[a-z0-9])?)*\.?$/i;
const ipv4 = /^(25[0-5]|2[0-4]\d|1?\d?\d)(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}$/;
const ipv6 = /^(?=.*:.*:)[0-9a-f:]+(:\d{1,3}(\.\d{1,3}){3})?$/i;

function parsePeer(form: CheckForm): ConnectionEnd | MessageKey {
  const text = form.peer.trim();
  const parts = text.split('/');
  const whole = parts.every(part => part !== '');
  switch (form.peerType) {
    case 'entity':
      return /^[^\s:/]+:[^\s:/]+\/[^\s:/]+$/.test(text)
        ? { type: 'entity', entityRef: text }
        : 'check.error.entity';
    case 'workload':
      return parts.length === 3 && whole && !/\s/.test(text)
        ? { type: 'workload', workload: text }
        : 'check.error.workload';
    case 'service':
      if (form.direction === 'inbound') return 'check.error.serviceCalls';
      return parts.length === 2 && whole && !/\s/.test(text)
        ? { type: 'service', namespace: parts[0], name: parts[1] }
        : 'check.error.service';
    case 'address':
      return ipv4.test(text) || ipv6.test(text)
        ? { type: 'address', address: text }
        : 'check.error.address';
    case 'fqdn':
      if (form.direction === 'inbound') return 'check.error.fqdnCalls';
      return text.includes('.') && dnsName.test(text) && !ipv4.test(text)
        ? { type: 'fqdn', name: text.toLowerCase() }
        : 'check.error.fqdn';
    case 'reserved': {
      const peer = reservedPeerSchema.safeParse(text);
      return peer.success
        ? { type: 'reserved', peer: peer.data }
        : 'check.error.reserved';
    }
    default:
      return form.peerType satisfies never;
  }
}

/** The question that a row of a table answers, to be asked again with details. */
export function checkFormOfRow(
  row: PermissionRow,
  direction: PermissionDirection,
): CheckForm {
  const { peer, traffic } = row;
  const [range] = traffic.ports;
  const wide = range && range.first <= 1 && range.last >= 65535;
  const operation =
    traffic.http && traffic.http.allow !== 'any'
      ? traffic.http.allow[0]
      : undefined;
  const path = operation?.paths?.[0] ?? '';
  return {
    ...emptyCheckForm,
    direction,
    ...peerFields(peer),
    protocol: traffic.protocol,
    port: range && !wide ? String(range.first) : '',
    method: operation?.methods?.[0]?.replace(/[^A-Z]/gi, '') ?? '',
    // A pattern is no path that could be asked about.
    path: /[*{]/.test(path) ? '' : path,
    cluster: row.cluster,
  };
}

function peerFields(
  peer: PermissionRow['peer'],
): Pick<CheckForm, 'peerType' | 'peer'> {
  switch (peer.type) {
    case 'workload':
      return {
        peerType: 'workload',
        peer: `${peer.namespace}/${peer.kind}/${peer.name}`,
      };
    case 'addresses':
      return peer.internet || peer.cidrs.length === 0
        ? { peerType: 'reserved', peer: 'world' }
        : { peerType: 'address', peer: peer.cidrs[0].split('/')[0] };
    case 'fqdn':
      return { peerType: 'fqdn', peer: peer.name };
    case 'reserved':
      return { peerType: 'reserved', peer: peer.peer };
    default:
      return peer satisfies never;
  }
}

import {
  HttpOperation,
  PermissionTraffic,
} from '@ztn/backstage-plugin-zero-trust-common';
import { Translate } from './Translate';

/** Ports and HTTP operations of a row, as lines of words. */
export interface TrafficWords {
  ports: string;
  /** What HTTP allows; empty when no layer limits HTTP. */
  allow: string[];
  /** What is taken away from it again. */
  except: string[];
}

/** `TCP 8080, 9000–9010`, `POST /v1/payments/*`. */
export function trafficWords(
  t: Translate,
  traffic: PermissionTraffic,
): TrafficWords {
  const { http } = traffic;
  return {
    ports: portWords(t, traffic),
    allow: http ? allowWords(t, http.allow) : [],
    except: http ? http.except.map(op => operationWords(t, op)) : [],
  };
}

function allowWords(
  t: Translate,
  allow: NonNullable<PermissionTraffic['http']>['allow'],
): string[] {
  if (allow === 'any') return [t('traffic.anyHttp')];
  if (allow.length === 0) return [t('traffic.noHttp')];
  return allow.map(operation => operationWords(t, operation));
}

function portWords(t: Translate, traffic: PermissionTraffic): string {
  const { protocol, ports } = traffic;
  if (protocol === 'ICMP') return protocol;
  const all = ports.some(({ first, last }) => first <= 1 && last >= 65535);
  if (all) return t('traffic.allPorts', { protocol });
  if (ports.length === 0) return t('traffic.noPorts', { protocol });
  const words = ports.map(({ first, last }) =>
    first === last ? `${first}` : `${first}–${last}`,
  );
  return `${protocol} ${words.join(', ')}`;
}

function operationWords(t: Translate, operation: HttpOperation): string {
  const parts = [
    operation.methods?.join(', ') ?? t('traffic.anyMethod'),
    operation.paths?.join(', ') ?? t('traffic.anyPath'),
  ];
  const listed = (key: Parameters<Translate>[0], values?: string[]) => {
    if (values?.length) parts.push(t(key, { values: values.join(', ') }));
  };
  listed('traffic.hosts', operation.hosts);
  listed('traffic.notMethods', operation.notMethods);
  listed('traffic.notPaths', operation.notPaths);
  listed('traffic.notHosts', operation.notHosts);
  for (const { key, values, notValues } of operation.when ?? []) {
    if (values?.length) {
      parts.push(t('traffic.when', { key, values: values.join(', ') }));
    }
    if (notValues?.length) {
      parts.push(t('traffic.whenNot', { key, values: notValues.join(', ') }));
    }
  }
  return parts.join(' ');
}

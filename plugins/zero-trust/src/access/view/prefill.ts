import type {
  PermissionDirection,
  PermissionRow,
} from '@ztn/backstage-plugin-zero-trust-common';
import { CheckForm, checkFormOfRow } from '../../view/checkForm';
import { RequestPrefill } from './requestForm';

/** What a checked connection fills in; undefined when an end is no entity. */
export function prefillOfCheck(
  entityRef: string,
  form: CheckForm,
): RequestPrefill | undefined {
  return form.peerType === 'entity'
    ? endsOf(entityRef, form.peer.trim(), form)
    : undefined;
}

/** What a row of a table fills in; undefined when its peer is no entity. */
export function prefillOfRow(
  entityRef: string,
  row: PermissionRow,
  direction: PermissionDirection,
): RequestPrefill | undefined {
  if (row.peer.type !== 'workload') return undefined;
  const [peer] = row.peer.entities;
  return (
    peer && endsOf(entityRef, peer.entityRef, checkFormOfRow(row, direction))
  );
}

function endsOf(
  entityRef: string,
  peer: string,
  form: CheckForm,
): RequestPrefill {
  const { direction, cluster, port, protocol, method, path } = form;
  const inbound = direction === 'inbound';
  return {
    caller: inbound ? peer : entityRef,
    callee: inbound ? entityRef : peer,
    cluster,
    port,
    protocol,
    method,
    path,
  };
}

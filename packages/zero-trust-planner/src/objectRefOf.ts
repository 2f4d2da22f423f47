import { RawObject } from '@ztn/zero-trust-engine';
import { identityOf, objectRef } from './objectRef';

/** `Kind namespace/name` of an object; its kind alone where it has no name. */
export function objectRefOf(object: RawObject): string {
  const identity = identityOf(object);
  return identity ? objectRef(identity) : object.kind;
}

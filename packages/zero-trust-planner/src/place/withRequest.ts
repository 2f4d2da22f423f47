import { RawObject } from '@ztn/zero-trust-engine';
import { PlaceInput } from './Placement';
import { isMap } from '../objectRef';
import {
  EXPIRES_AT_ANNOTATION,
  REQUEST_ID_ANNOTATION,
} from '../requestAnnotations';

/** The object with the request's marks; ids only, no text of people. */
export const withRequest = (
  object: RawObject,
  request: PlaceInput['request'],
): RawObject => {
  if (!request) return object;
  const metadata = isMap(object.metadata) ? object.metadata : {};
  const annotations = isMap(metadata.annotations) ? metadata.annotations : {};
  return {
    ...object,
    metadata: {
      ...metadata,
      annotations: {
        ...annotations,
        [REQUEST_ID_ANNOTATION]: request.id,
        ...(request.expiresAt === undefined
          ? {}
          : { [EXPIRES_AT_ANNOTATION]: request.expiresAt }),
      },
    },
  };
};

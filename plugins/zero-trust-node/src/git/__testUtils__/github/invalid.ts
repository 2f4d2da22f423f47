import { Answer } from '../TwinServer';

/** What GitHub says of a request that was not valid. */
export const invalid = (message: string): Answer => ({
  status: 422,
  json: { message: 'Validation Failed', errors: [{ message }] },
});

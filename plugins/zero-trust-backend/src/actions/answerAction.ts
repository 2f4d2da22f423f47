import {
  AuditorService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { toHttpError } from '../access/errors';
import { audited } from '../api/audited';

/** The most bytes of JSON that an answer may have: agents read all of it. */
export const LARGEST_ANSWER = 64_000;

/**
 * Asks on behalf of whoever invoked an action. The auditor hears the same event
 * as from the route, with the action's name and the asker; errors carry the same
 * codes. An answer that is too large is refused and never cut: half of it could
 * look better than it is.
 */
export async function answerAction<T>(
  auditor: AuditorService,
  event: {
    readonly eventId: string;
    readonly action: string;
    readonly credentials: BackstageCredentials;
    readonly meta?: Readonly<Record<string, string>>;
    readonly severity?: 'low' | 'medium';
  },
  ask: () => Promise<T>,
): Promise<{ output: T }> {
  const { eventId, action, credentials, severity } = event;
  const meta = { ...event.meta, action, asker: nameOf(credentials) };
  try {
    const output = await audited(
      auditor,
      { eventId, meta },
      async () => requireSmall(await ask()),
      severity,
    );
    return { output };
  } catch (error) {
    throw toHttpError(error);
  }
}

function requireSmall<T>(output: T): T {
  if (Buffer.byteLength(JSON.stringify(output)) <= LARGEST_ANSWER) {
    return output;
  }
  throw Object.assign(
    new InputError(
      `the answer is larger than ${LARGEST_ANSWER} bytes; ask for fewer things at once`,
    ),
    { code: 'invalid-input' },
  );
}

/** The person, or the service, behind credentials. */
function nameOf({ principal }: BackstageCredentials): string {
  const { userEntityRef, subject } = principal as {
    readonly userEntityRef?: string;
    readonly subject?: string;
  };
  return userEntityRef ?? subject ?? 'nobody';
}

import { AuditorService } from '@backstage/backend-plugin-api';
import { ForwardedError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import { Request } from 'express';

/** One audited question: the event is written whether or not it is answered. */
export async function audited<T>(
  auditor: AuditorService,
  event: {
    readonly eventId: string;
    /** Absent where the question did not come to a route of ours. */
    readonly request?: Request;
    readonly meta: JsonObject;
  },
  ask: () => Promise<T>,
  severityLevel: 'low' | 'medium' = 'low',
): Promise<T> {
  const written = await auditor.createEvent({ ...event, severityLevel });
  try {
    const answer = await ask();
    await written.success();
    return answer;
  } catch (error) {
    await written.fail({
      error:
        error instanceof Error ? error : new ForwardedError('failed', error),
    });
    throw error;
  }
}

import { ConflictError } from '@backstage/errors';
import {
  AccessApi,
  AccessPreview,
  AccessRequest,
  AccessRequestState,
  toAccessSpec,
} from '@ztn/backstage-plugin-zero-trust-common';
import { RequestAccessInput } from './input';
import { requireJustified, requireWorthwhile } from './requireWorthwhile';
import { submitRequest } from './submitRequest';
import { refusedFor } from './tellRefusal';

/** What came of it; without a request where nothing was, or had to be, asked. */
export interface Asked {
  readonly preview: AccessPreview;
  readonly request?: AccessRequest;
}

export interface AskOptions {
  readonly requests: AccessApi;
  /** The same key is the same request, however often the step runs. */
  readonly idempotencyKey: string;
  readonly isDryRun: boolean;
  readonly signal?: AbortSignal;
}

const ended: readonly AccessRequestState[] = [
  'rejected',
  'cancelled',
  'expired',
  'revoked',
  'superseded',
];

/**
 * Previews, writes the request down and submits it. It is written down as a
 * draft, whose body does not change with the policies in Git: a step that runs
 * again finds its own request by the key, and submits it if it still waits.
 */
export async function askForAccess(
  input: RequestAccessInput,
  { requests, idempotencyKey, isDryRun, signal }: AskOptions,
): Promise<Asked> {
  const { caller, callee, cluster, justification, ticketUrl } = input;
  const { justificationMin } = await requests.getOptions(
    { caller, callee, cluster },
    { signal },
  );
  requireJustified(justification, justificationMin);
  const spec = toAccessSpec(input);
  const look = async () => {
    const preview = await requests.preview(spec, { signal });
    requireWorthwhile(preview);
    return preview;
  };
  const preview = await look();
  if (isDryRun || preview.outcome === 'already_allowed') return { preview };
  const draft = { spec, justification, ...(ticketUrl ? { ticketUrl } : {}) };
  const request = await submitRequest(
    requests,
    await orCovering(requests, () =>
      requests.create(draft, { idempotencyKey, signal }),
    ),
    preview.hash,
    async () => (await look()).hash,
  );
  if (ended.includes(request.state)) {
    throw new ConflictError(
      `request ${request.shortId} has ended, it was ${request.state}; start the template anew to ask again`,
    );
  }
  return { preview, request };
}

/** A request that asks for all of it already serves as well. */
async function orCovering(
  requests: AccessApi,
  create: () => Promise<AccessRequest>,
): Promise<AccessRequest> {
  try {
    return await create();
  } catch (error) {
    const id = refusedFor(error);
    if (id === undefined) throw error;
    return requests.get(id);
  }
}

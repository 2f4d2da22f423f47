import type {
  AccessApi,
  AccessRequest,
  AccessSpecInput,
} from '@ztn/backstage-plugin-zero-trust-common';
import { MessageKey } from '../../view/Translate';
import { RequestForm, SpecOfForm } from './requestForm';

/** A request that is there, and what becomes of it. */
export interface RequestToChange {
  readonly purpose: 'edit' | 'supersede';
  readonly request: AccessRequest;
}

/** What came of sending a form. */
export interface Submission {
  readonly id: string;
  readonly words: MessageKey;
}

/** What the form has no field for stays as the request has it. */
export function withRest(
  checked: SpecOfForm,
  change: RequestToChange | undefined,
): SpecOfForm {
  if (!checked.ok || !change) return checked;
  // Files have a field: none chosen means none.
  const { choices: _choices, ...rest } = change.request.spec;
  return { ...checked, spec: { ...rest, ...checked.spec } };
}

/** The words on the button that sends it. */
export function sendWords(
  purpose: RequestToChange['purpose'] | undefined,
  busy: boolean,
): MessageKey {
  if (purpose) return `request.${purpose}.${busy ? 'saving' : 'save'}`;
  return busy ? 'request.submitting' : 'request.submit';
}

/** Sends what was typed and previewed: a new request, a change, a replacement. */
export async function send(
  api: AccessApi,
  {
    form,
    spec,
    previewHash,
    change,
    idempotencyKey,
  }: {
    readonly form: RequestForm;
    readonly spec: AccessSpecInput;
    readonly previewHash: string;
    readonly change?: RequestToChange;
    readonly idempotencyKey: string;
  },
): Promise<Submission> {
  const justification = form.justification.trim();
  const ticketUrl = form.ticketUrl.trim();
  const ticket = ticketUrl ? { ticketUrl } : {};
  if (!change) {
    const { id, deduplicated } = await api.create(
      { spec, justification, ...ticket, submit: true, previewHash },
      { idempotencyKey },
    );
    return {
      id,
      words: deduplicated ? 'request.deduplicated' : 'request.submitted',
    };
  }
  const { id, version } = change.request;
  const asked = { version, spec, justification, previewHash };
  if (change.purpose === 'edit') {
    await api.update(id, { ...asked, ...ticket });
    return { id, words: 'request.edit.done' };
  }
  const next = await api.supersede(id, asked);
  return { id: next.id, words: 'request.submitted' };
}

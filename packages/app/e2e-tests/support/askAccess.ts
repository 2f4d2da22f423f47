import { expect } from '@playwright/test';
import { Person } from './Person';

/** A request whose pull request is open. */
export interface OpenRequest {
  readonly id: string;
  /** The request in words, as its page is headed. */
  readonly sentence: string;
  /** Branch of the pull request. */
  readonly branch: string;
  /** Page of the pull request. */
  readonly url: string;
}

/** Asks, and waits until the pull request is open. */
export async function askAccess(
  person: Person,
  spec: object,
  justification: string,
): Promise<OpenRequest> {
  let made = { id: '', sentence: '' };
  // While what an earlier journey took back leaves the cluster, plans change.
  await expect(async () => {
    const { outcome, hash } = await person.post(
      'access-requests/preview',
      spec,
    );
    expect(outcome).toBe('change');
    made = await person.post('access-requests', {
      spec,
      justification,
      submit: true,
      previewHash: hash,
    });
  }).toPass({ timeout: 20_000, intervals: [500, 1_000, 3_000] });
  const { id, sentence } = made;
  const stateOf = async () => (await person.get(`access-requests/${id}`)).state;
  await expect.poll(stateOf, { timeout: 60_000 }).toBe('open');
  const { parts } = await person.get(`access-requests/${id}`);
  const [{ branch, pull }] = parts;
  return { id, sentence, branch, url: pull.url };
}

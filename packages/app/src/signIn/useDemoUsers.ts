import { useEffect, useState } from 'react';
import { discoveryApiRef, useApi } from '@backstage/frontend-plugin-api';

/** Somebody whom one may be in the demo. */
export interface DemoUser {
  readonly name: string;
  readonly title: string;
  readonly teams: readonly string[];
}

const isDemoUser = (value: unknown): value is DemoUser =>
  typeof value === 'object' &&
  value !== null &&
  'name' in value &&
  typeof value.name === 'string' &&
  'title' in value &&
  typeof value.title === 'string' &&
  'teams' in value &&
  Array.isArray(value.teams);

const readUsers = async (response: Response): Promise<DemoUser[]> => {
  if (!response.ok) return [];
  const body: unknown = await response.json();
  return typeof body === 'object' &&
    body !== null &&
    'users' in body &&
    Array.isArray(body.users)
    ? body.users.filter(isDemoUser)
    : [];
};

/** Whom the demo's provider offers; nobody where it is not configured. */
export const useDemoUsers = (): readonly DemoUser[] => {
  const discovery = useApi(discoveryApiRef);
  const [users, setUsers] = useState<readonly DemoUser[]>([]);
  useEffect(() => {
    const stopping = new AbortController();
    const read = async () => {
      const auth = await discovery.getBaseUrl('auth');
      const response = await fetch(`${auth}/demo/start`, {
        signal: stopping.signal,
        headers: { 'X-Requested-With': 'XMLHttpRequest' },
      });
      const found = await readUsers(response);
      if (!stopping.signal.aborted) setUsers(found);
    };
    // Without an answer there is nobody to choose, and guests may still enter.
    read().catch(() => {});
    return () => stopping.abort();
  }, [discovery]);
  return users;
};

import { readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Tells the control endpoint of the demo world to do something, such as
 * `clusters/prod-eu/stop` or `git/start`.
 */
export async function demoControl(directory: string, action: string) {
  const file = readFileSync(path.join(directory, 'control.json'), 'utf8');
  const { url, token } = JSON.parse(file);
  const answer = await fetch(`${url}/${action}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}` },
  });
  if (!answer.ok) throw new Error(`${action}: ${answer.status}`);
}

import { spawnSync } from 'node:child_process';

/** Since then the server checks fields, and `wait` knows what is gone already. */
const oldestMinor = 27;

/** A kubectl on this machine that is not too old: `KUBECTL_PATH`, or the one on the PATH. */
export const findKubectl = (): string | undefined => {
  const file = process.env.KUBECTL_PATH || 'kubectl';
  const { status, stdout } = spawnSync(
    file,
    ['version', '--client', '--output=json'],
    { encoding: 'utf8' },
  );
  if (status !== 0) return undefined;
  const { clientVersion } = JSON.parse(stdout);
  return parseInt(clientVersion.minor, 10) >= oldestMinor ? file : undefined;
};

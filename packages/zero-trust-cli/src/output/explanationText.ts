import { NearRule, Opened, Remedy } from '@ztn/zero-trust-engine';
import { stringify } from 'yaml';
import { peerText } from '../list/listRows';
import { portsText } from './trafficText';

/** Which rules came closest to a refused call, for people. */
export function nearestText(nearest: readonly NearRule[]): string {
  if (nearest.length === 0) return '';
  const lines = nearest.flatMap(({ layer, place, policy, path, misses }) => [
    `  ${layer} ${place}: ${policy} ${path}`,
    ...misses.map(
      ({ part, wants, has }) =>
        `    ${part} is ${has || 'not known'}, and the rule wants ${wants.join(
          ', ',
        )}`,
    ),
  ]);
  return `\nclosest rules\n${lines.join('\n')}\n`;
}

const states: Readonly<Record<Remedy['state'], string>> = {
  proven: 'These objects would let the call through, and nothing else:',
  'opens-more':
    'These objects would let the call through, and other calls with it:',
  'not-enough': 'These objects are needed, and the call still does not pass:',
  none: 'No new rule lets the call through:',
};

/** What would let a refused call through: the objects as YAML. */
export function remedyText(remedy: Remedy | undefined): string {
  if (!remedy) return '';
  const { state, objects, obstacles, opens } = remedy;
  const told = [
    ...obstacles.map(({ layer, place, code, because }) => {
      const by = because.flatMap(({ policy }) => policy ?? []);
      const where = [layer, place ?? ''].join(' ').trim();
      return `# ${where}: ${code}${
        by.length > 0 ? `, by ${by.join(', ')}` : ''
      }`;
    }),
    ...opens.map(opened => `# also opens ${openedText(opened)}`),
  ];
  const yaml = objects.map(({ object }) => stringify(object)).join('---\n');
  return `\n# ${states[state]}\n${told
    .map(line => `${line}\n`)
    .join('')}${yaml}`;
}

function openedText(opened: Opened): string {
  const { workload, direction, peer, before, after } = opened;
  const ends = [workload, peerText(peer)];
  const [from, to] = direction === 'egress' ? ends : ends.reverse();
  const requests = opened.otherRequests ? ', other requests' : '';
  return `${from} => ${to} : ${portsText(
    opened,
  )} (${before} -> ${after}${requests})`;
}

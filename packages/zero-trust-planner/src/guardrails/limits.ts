import { Engine } from '@ztn/zero-trust-engine';
import { RuleReading } from '../read/readRule';
import { limitsAt } from '../prove/placeLimits';
import { Guardrail, Warning } from './Guardrail';

/** Methods and paths that nothing on the way can read are no limit. */
export const l7Ineffective: Guardrail = {
  id: 'l7-ineffective',
  level: 'warn',
  check({ engine, tried: { effect, readings, after } }) {
    const opened = effect.otherRequests
      .map(rule => readings.find(one => one.rule === rule))
      .filter(reading => !lacksWaypoint(reading) && !isLimited(after, reading))
      .map(
        (reading): Warning => ({
          message: `Nothing that closes the callee reads HTTP, so every request would pass on port ${reading?.rule.port}. Ask for the port without methods and paths.`,
          level: 'block',
          fixed: true,
        }),
      );
    const before = readings
      .filter(
        ({ rule, places }) =>
          rule.http !== undefined &&
          places.length > 0 &&
          !effect.otherRequests.includes(rule) &&
          places.every(
            ({ place }) =>
              limitsAt(after, place, rule.protocol).type === 'any' &&
              limitsAt(engine, place, rule.protocol).type === 'any',
          ),
      )
      .map(
        ({ rule }): Warning => ({
          message: `Methods and paths limit nothing here: every request may pass on port ${rule.port} already.`,
        }),
      );
    return [...opened, ...before];
  },
};

/** Ambient reads HTTP in a waypoint only. */
export const ambientWithoutWaypoint: Guardrail = {
  id: 'ambient-without-waypoint',
  level: 'block',
  fixed: true,
  check: ({ tried: { effect, readings } }) =>
    readings
      .filter(
        reading =>
          effect.otherRequests.includes(reading.rule) && lacksWaypoint(reading),
      )
      .map(({ rule }) => ({
        message: `The callee is in ambient mode without a waypoint, and ztunnel does not read HTTP. Give it a waypoint, or ask for port ${rule.port} without methods and paths.`,
      })),
};

/** What is written must not let more through than what was asked for. */
export const widerThanAsked: Guardrail = {
  id: 'wider-than-asked',
  level: 'block',
  fixed: true,
  check({ tried: { after, effect, readings } }) {
    return effect.otherRequests
      .map(rule => readings.find(one => one.rule === rule))
      .filter(reading => isLimited(after, reading))
      .map(reading => ({
        message: `More requests than were asked for would pass on port ${reading?.rule.port}: rules that are there already let them through as soon as the rest is open. Ask for them too, or have those rules narrowed.`,
      }));
  },
};

function isLimited(engine: Engine, reading: RuleReading | undefined): boolean {
  return (reading?.places ?? []).some(
    ({ place }) =>
      reading !== undefined &&
      limitsAt(engine, place, reading.rule.protocol).type !== 'any',
  );
}

function lacksWaypoint(reading: RuleReading | undefined): boolean {
  const points = (reading?.places ?? []).flatMap(({ place }) =>
    place.layer === 'mesh' ? [place.point] : [],
  );
  return points.includes('ztunnel') && !points.includes('waypoint');
}

/** The tunnel of ambient hides ports from the network. */
export const ambientPort: Guardrail = {
  id: 'ambient-port',
  level: 'info',
  check({ tried: { drafts, effect, objects } }) {
    const isTunnelled = drafts.some(
      ({ place }) =>
        place.layer === 'network' &&
        place.segment.mode === 'hbone' &&
        objects.some(({ placeId }) => placeId === place.id),
    );
    const ports = effect.otherPorts
      .map(({ first, last }) => (first === last ? first : `${first}-${last}`))
      .join(', ');
    if (ports.length > 0) {
      const why = isTunnelled
        ? 'The network sees ambient traffic on port 15008 only, and no authorization policy limits it at the callee'
        : 'What is written does not tell ports apart';
      return [
        {
          message: `${why}: ports ${ports} would open as well.`,
          level: 'block',
          fixed: true,
        },
      ];
    }
    return isTunnelled
      ? [
          {
            message:
              'The network sees ambient traffic on port 15008 only; which ports are open inside of it is up to authorization policies.',
          },
        ]
      : [];
  },
};

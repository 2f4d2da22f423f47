import { Connection } from '../Connection';
import { Engine } from '../evaluate/Engine';
import { ConsideredRule } from '../layers/Layer';
import { EnforcementPoint, Direction, LayerName } from '../vocabulary';
import { Refusal, refusalsOf } from './refusals';

/** An allow rule that came close to letting a connection through, and its place. */
export interface NearRule extends ConsideredRule {
  readonly layer: Exclude<LayerName, 'transport'>;
  readonly place: Direction | EnforcementPoint;
}

/** More would be a list of all rules. */
const shown = 3;

/**
 * For each place that refuses a connection the allow rules that came closest:
 * fewest parts that do not fit first. Nothing for one that is not refused, and
 * for a place where a deny rule decides, since no allow rule is missing there.
 */
export function nearestRules(
  engine: Engine,
  connection: Connection,
): readonly NearRule[] {
  const [worst] = engine.trace(connection);
  if (!worst) return [];
  const near = refusalsOf(worst).flatMap(refusal =>
    closest(consideredAt(engine, refusal, connection)),
  );
  return [...new Map(near.map(rule => [JSON.stringify(rule), rule])).values()];
}

function consideredAt(
  { layers }: Engine,
  refusal: Refusal,
  { protocol, http, tls, requestClaims }: Connection,
): readonly NearRule[] {
  if (refusal.verdict.because.some(isDenyRule)) return [];
  switch (refusal.layer) {
    case 'network': {
      const { direction, segment } = refusal;
      const [subject, peer] =
        direction === 'egress'
          ? [segment.from, segment.to]
          : [segment.to, segment.from];
      const rules = layers.network.considered({
        direction,
        subject,
        peer,
        protocol,
        port: segment.wirePort,
        http,
        sni: tls?.sni,
        encryptedByMesh: segment.mode === 'mtls' || segment.mode === 'hbone',
      });
      return rules.map(rule => ({
        ...rule,
        layer: 'network',
        place: direction,
      }));
    }
    case 'mesh': {
      const { hop } = refusal;
      const rules = layers.mesh.considered({
        hop,
        http,
        sni: tls?.sni,
        claims: requestClaims,
      });
      return rules.map(rule => ({ ...rule, layer: 'mesh', place: hop.point }));
    }
    default:
      return [];
  }
}

function isDenyRule({ reason }: { readonly reason: string }): boolean {
  return reason.startsWith('deny-rule');
}

function closest(rules: readonly NearRule[]): readonly NearRule[] {
  return rules
    .filter(({ misses }) => misses.length > 0)
    .map((rule, index) => ({ rule, index }))
    .sort(
      (a, b) =>
        a.rule.misses.length - b.rule.misses.length || a.index - b.index,
    )
    .slice(0, shown)
    .map(({ rule }) => rule);
}

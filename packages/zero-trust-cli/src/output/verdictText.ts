import {
  Evidence,
  LayerVerdict,
  Verdict,
  shareText,
  transportShare,
} from '@ztn/zero-trust-engine';

/** A verdict for people: the answer first, then each layer and what decided. */
export function verdictText(title: string, verdict: Verdict): string {
  const {
    outcome,
    transport,
    certainty,
    layers,
    backends = [],
    gaps,
  } = verdict;
  const share = transportShare(verdict);
  const lines = [
    `${outcome}  ${title}`,
    `  transport ${transport}, certainty ${certainty}`,
    ...(share ? [`  replicas ${shareText(share)}`] : []),
    ...layers.flatMap(layer => layerLines(layer, '  ')),
    ...gaps.map(gap =>
      ['  missing:', gap.kind, gap.reason, gap.detail ?? '']
        .join(' ')
        .trimEnd(),
    ),
    ...(backends.length > 1
      ? backends.flatMap(backend => {
          const pods =
            backend.pods.length > 0 ? ` (${backend.pods.join(', ')})` : '';
          const caller = backend.caller ? `${backend.caller.workload} → ` : '';
          const port = backend.port === null ? '' : `:${backend.port}`;
          return [
            `  ${backend.outcome}  ${caller}${backend.workload}${port}${pods}`,
            ...backend.layers.flatMap(layer => layerLines(layer, '    ')),
          ];
        })
      : []),
  ];
  return `${lines.join('\n')}\n`;
}

function layerLines(layer: LayerVerdict, indent: string): readonly string[] {
  const { hop, direction, mode, at, outcome, notReached } = layer;
  const place = [layer.layer, direction ?? hop ?? mode ?? ''].join(' ').trim();
  const where = at === undefined ? '' : ` at ${at}`;
  const late = notReached ? ' (not reached)' : '';
  return [
    `${indent}${place.padEnd(18)} ${outcome}${where}${late}`,
    ...layer.because.map(evidence => `${indent}  ${evidenceText(evidence)}`),
  ];
}

function evidenceText({ policy, path, reason, params, considered }: Evidence) {
  const told = Object.entries(params ?? {}).map(([k, v]) => `${k}=${v}`);
  return [
    reason,
    policy,
    path,
    told.length > 0 ? `(${told.join(', ')})` : undefined,
    considered?.length ? `considered ${considered.join(', ')}` : undefined,
  ]
    .filter(part => part !== undefined)
    .join(' ');
}

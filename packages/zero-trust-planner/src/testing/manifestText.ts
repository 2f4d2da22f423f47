/** Draws one of the choices. */
export type Pick = <T>(...choices: readonly T[]) => T;

/** Choices that a seed replays: a linear congruential generator. */
export const pickFrom = (seed: number): Pick => {
  let state = (seed * 2654435761 + 12345) % 4294967296;
  return (...choices) => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return choices[Math.floor((state / 4294967296) * choices.length)];
  };
};

/**
 * A file as people and tools write them, odd ones too: several documents,
 * comments anywhere, wide dashes, flow and block lists, anchors, templates,
 * CRLF, byte order marks, no final line break, broken indentation.
 */
export const manifestText = (pick: Pick): string => {
  const documents = Array.from({ length: pick(1, 1, 2, 3) }, () =>
    documentText(pick),
  );
  const separator = pick(
    '---\n',
    '---\n',
    '--- # next\n',
    '...\n---\n',
    '---   \n',
  );
  const body = documents.join(separator);
  const text = [
    rarely(pick, '', '\ufeff'),
    rarely(pick, pick('', '---\n', '# head\n'), '%YAML 1.2\n---\n'),
    disturb(body, pick),
    pick('', '', '# end of file\n', '...\n', '\n\n', '---\n'),
  ].join('');
  const ended = pick(text, text, text, text.replace(/\n+$/, ''));
  return pick(ended, ended, ended.replace(/\n/g, '\r\n'));
};

const noMerge: Record<'base' | 'use', string[]> = { base: [], use: [] };

const rarely = <T>(pick: Pick, usual: T, odd: T): T =>
  pick(...Array.from({ length: 11 }, () => usual), odd);

const documentText = (pick: Pick): string => {
  const step = pick(2, 2, 2, 4);
  const pad = ' '.repeat(step);
  const merge = rarely(pick, noMerge, {
    base: ['base: &base', `${pad}rules: []`],
    use: [`${pad}<<: *base`],
  });
  const lines = [
    `${pick('apiVersion', '"apiVersion"')}: security.istio.io/v1${pick(
      '',
      ' # api',
    )}`,
    `kind: ${pick('AuthorizationPolicy', 'AuthorizationPolicy', 'List')}`,
    `metadata:${pick('', '   ', ' # meta', ' &meta')}`,
    `${pad}name: ${pick('orders', "'orders'", '"orders"')}`,
    `${pad}mode: ${pick(
      '0644',
      'yes',
      '1_000',
      '12:30:00',
      '2026-12-31',
      '0o14',
      '~',
    )}`,
    ...pick(
      [],
      [`${pad}note: |`, `${pad}  two`, `${pad}  lines`, ''],
      [`${pad}note: >+`, `${pad}  kept`, '', ''],
    ),
    ...merge.base,
    `spec:${rarely(pick, pick('', ' # what'), ' &spec')}`,
    ...merge.use,
    ...pick([], [`${pad}action: ALLOW`], [`${pad}? action`, `${pad}: ALLOW`]),
    ...rulesLines(pick, pad),
    ...pick([], [], [`${pad}after: [a,b,  c]`], ['tail:', '- 1']),
  ];
  return `${lines
    .flatMap(line => [...pick([], [], [], [''], ['# between']), line])
    .join('\n')}\n`;
};

const rulesLines = (pick: Pick, pad: string): readonly string[] => {
  const key = `${pad}${pick('rules', 'rules', "'rules'")}:`;
  const flow = pick<string | undefined>(
    ...[
      ' []',
      ' null',
      ' ~',
      '',
      ' [ ]',
      ' [{a: 1}]',
      ' [a, b]',
      ' ["a","b",]',
      ' &r',
      ' *r',
    ],
    ...Array.from({ length: 20 }, () => undefined),
  );
  if (flow !== undefined) return [`${key}${flow}${pick('', ' # c')}`];
  const margin = pick('', '', pad) + pad;
  const dash = `-${' '.repeat(pick(1, 1, 1, 3))}`;
  const inner = margin + ' '.repeat(dash.length);
  const items = Array.from({ length: pick(1, 2, 3, 4) }, (_, index) => [
    ...pick(
      [],
      [],
      [`${margin}# about ${index}`],
      [`${margin}# zero-trust/request: 01k2m8q4xw7d`],
    ),
    ...pick(
      [
        `${margin}${dash}name: r${index}${pick('', ' # same line')}`,
        `${inner}ports: ["80"]`,
      ],
      [`${margin}${dash}from:`, `${inner}- source: {principals: [a${index}]}`],
      [`${margin}${dash}r${index}`],
      [`${margin}${dash}"r: ${index}"`],
      [`${margin}-`, `${inner}name: below${index}`],
      [`${margin}${dash}text: |`, `${inner}  literal ${index}`, ''],
      [`${margin}${dash}folded`, `${inner}over lines`],
      [`${margin}${dash}{ name: r${index},`, `${inner}  more: 1 }`],
      [`${margin}${dash}- nested`, `${inner}- list`],
      [`${margin}${dash}&a${index} name: anchored`],
    ),
    ...pick([], [], [`${inner}# deeper`], [`${pad}# shallower`], ['']),
  ]);
  return [`${key}${pick('', '', ' # rules')}`, ...items.flat()];
};

/** One careless edit, now and then. */
const disturb = (text: string, pick: Pick): string => {
  const lines = text.split('\n');
  const at = pick(...lines.keys());
  const line = lines[at] ?? '';
  const changed = pick(
    ...Array.from({ length: 12 }, () => line),
    `\t${line}`,
    ` ${line}`,
    line.trimStart(),
    `${line} # {{ .Values.x }}`,
    `${line}\u2028`,
    `${line}\n${line}`,
    `# ${line}`,
    `${line}   `,
  );
  return [...lines.slice(0, at), changed, ...lines.slice(at + 1)].join('\n');
};

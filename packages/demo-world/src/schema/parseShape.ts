import { refTo, Schema } from './Schema';

/**
 * A type in our short notation, so that the API's kinds read as tables:
 * `string`, `int`, `bool`, `number`, `intOrString`, `quantity`, `time`, `any`,
 * the name of another type, or values of an enum separated by `|` (`|` last for
 * a single one); then
 * `{}` for a map of it, `[]` for an atomic list, `<>` for a list without
 * duplicates, `[a,b]` for a list merged by those keys; then `^` when a patch
 * replaces unmentioned keys (retainKeys), `@` when server-side apply treats it
 * as one value, `!` when the field is required. A nested table is an object, a
 * table in brackets an atomic list of it, `{'{}': table}` a map of it.
 */
export type Shape = string | ShapeTable | readonly [ShapeTable];

/** Fields of a type by name. */
export interface ShapeTable {
  readonly [field: string]: Shape;
}

const scalars: Record<string, Schema> = {
  string: { type: 'string' },
  int: { type: 'integer', format: 'int64' },
  number: { type: 'number' },
  bool: { type: 'boolean' },
  time: { type: 'string', format: 'date-time' },
  quantity: { 'x-kubernetes-int-or-string': true },
  intOrString: { 'x-kubernetes-int-or-string': true },
  any: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
  json: { 'x-kubernetes-preserve-unknown-fields': true },
};

type RefName = (type: string) => string;

const parseBase = (base: string, refName: RefName): Schema => {
  if (base in scalars) return { ...scalars[base] };
  if (base.includes('|'))
    return { type: 'string', enum: base.split('|').filter(Boolean) };
  return refTo(refName(base));
};

const parseText = (text: string, refName: RefName): Schema => {
  const list = /^(.*)\[([^\]]*)\]$/.exec(text);
  if (list) {
    const keys = list[2].split(',').filter(Boolean);
    return {
      type: 'array',
      items: parseText(list[1], refName),
      'x-kubernetes-list-type': keys.length ? 'map' : 'atomic',
      ...(keys.length && {
        'x-kubernetes-list-map-keys': keys,
        'x-kubernetes-patch-merge-key': keys[0],
        'x-kubernetes-patch-strategy': 'merge',
      }),
    };
  }
  if (text.endsWith('<>')) {
    return {
      type: 'array',
      items: parseText(text.slice(0, -2), refName),
      'x-kubernetes-list-type': 'set',
      'x-kubernetes-patch-strategy': 'merge',
    };
  }
  if (text.endsWith('{}')) {
    return {
      type: 'object',
      additionalProperties: parseText(text.slice(0, -2), refName),
    };
  }
  return parseBase(text, refName);
};

const parseMarked = (text: string, refName: RefName): Schema => {
  let rest = text.replace(/!$/, '');
  const atomic = rest.endsWith('@');
  rest = rest.replace(/@$/, '');
  const retain = rest.endsWith('^');
  const schema = parseText(rest.replace(/\^$/, ''), refName);
  return {
    ...schema,
    ...(atomic && { 'x-kubernetes-map-type': 'atomic' as const }),
    ...(retain && {
      'x-kubernetes-patch-strategy': schema['x-kubernetes-patch-strategy']
        ? 'merge,retainKeys'
        : 'retainKeys',
    }),
  };
};

const isListShape = (shape: Shape): shape is readonly [ShapeTable] =>
  Array.isArray(shape);

/** Turns the short notation into a schema; references are named by `refName`. */
export const parseShape = (shape: Shape, refName: RefName): Schema => {
  if (typeof shape === 'string') return parseMarked(shape, refName);
  if (isListShape(shape))
    return {
      type: 'array',
      items: parseShape(shape[0], refName),
      'x-kubernetes-list-type': 'atomic',
    };
  if (shape['{}'])
    return {
      type: 'object',
      additionalProperties: parseShape(shape['{}'], refName),
    };
  // `*` in a table means that fields beside the named ones are kept as they are.
  const { '*': open, '@': atomic, ...fields } = shape;
  const required = Object.keys(fields).filter(name => {
    const field = fields[name];
    return typeof field === 'string' && field.endsWith('!');
  });
  return {
    type: 'object',
    properties: Object.fromEntries(
      Object.entries(fields).map(([name, field]) => [
        name,
        parseShape(field, refName),
      ]),
    ),
    ...(required.length && { required }),
    ...(open !== undefined && { 'x-kubernetes-preserve-unknown-fields': true }),
    ...(atomic !== undefined && { 'x-kubernetes-map-type': 'atomic' as const }),
  };
};

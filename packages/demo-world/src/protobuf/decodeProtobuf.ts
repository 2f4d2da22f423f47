import { JsonObject, JsonValue } from '../store/KubeObject';
import { messageTable } from './messageTable';

type Field = {
  readonly name: string;
  readonly type: string;
  readonly shape: 'one' | 'list' | 'map';
};

type Message = ReadonlyMap<number, Field>;

const parseField = (text: string): [number, Field] => {
  const [number, name, type] = text.split(':');
  if (type.endsWith('*'))
    return [Number(number), { name, type: type.slice(0, -1), shape: 'list' }];
  if (type.endsWith('{}'))
    return [Number(number), { name, type: type.slice(0, -2), shape: 'map' }];
  return [Number(number), { name, type, shape: 'one' }];
};

const messages: ReadonlyMap<string, Message> = new Map(
  messageTable
    .trim()
    .split('\n')
    .map(line => {
      const [name, fields = ''] = line.split(/ =\s?/);
      const list = fields.split(' ').filter(Boolean);
      return [name, new Map(list.map(parseField))];
    }),
);

/** One field on the wire: its number and its value, a number or bytes. */
type Raw = { number: number; value: bigint | Buffer };

const readVarint = (bytes: Buffer, start: number): [bigint, number] => {
  let value = 0n;
  let position = start;
  for (let factor = 1n; ; factor *= 128n) {
    if (position >= bytes.length) throw new Error('a number is cut short');
    const byte = bytes[position];
    position += 1;
    value += BigInt(byte % 128) * factor;
    if (byte < 128) return [BigInt.asIntN(64, value), position];
  }
};

const readFields = (bytes: Buffer): Raw[] => {
  const fields: Raw[] = [];
  let position = 0;
  while (position < bytes.length) {
    const [tag, afterTag] = readVarint(bytes, position);
    const number = Number(tag / 8n);
    const wire = Number(tag % 8n);
    if (wire === 0) {
      const [value, end] = readVarint(bytes, afterTag);
      fields.push({ number, value });
      position = end;
    } else if (wire === 2) {
      const [size, start] = readVarint(bytes, afterTag);
      const end = start + Number(size);
      if (end > bytes.length) throw new Error('a field is cut short');
      fields.push({ number, value: bytes.subarray(start, end) });
      position = end;
    } else {
      throw new Error(`wire type ${wire} is not used by Kubernetes`);
    }
  }
  return fields;
};

const find = (fields: Raw[], number: number) =>
  fields.find(field => field.number === number)?.value;

const asText = (value: Raw['value'] | undefined) =>
  Buffer.isBuffer(value) ? value.toString('utf8') : '';

/** Types that JSON writes in a form of their own. */
const special: Record<string, (bytes: Buffer) => JsonValue | undefined> = {
  time: bytes => {
    const seconds = find(readFields(bytes), 1);
    return typeof seconds === 'bigint'
      ? new Date(Number(seconds) * 1000).toISOString().replace('.000Z', 'Z')
      : undefined;
  },
  quantity: bytes => asText(find(readFields(bytes), 1)),
  intstr: bytes => {
    const fields = readFields(bytes);
    return find(fields, 1) === 1n
      ? asText(find(fields, 3))
      : Number(find(fields, 2) ?? 0);
  },
  raw: bytes => {
    const text = asText(find(readFields(bytes), 1));
    return text ? (JSON.parse(text) as JsonValue) : undefined;
  },
};

function decodeValue(
  type: string,
  value: bigint | Buffer,
): JsonValue | undefined {
  switch (type) {
    case 's':
    case 'S':
      return asText(value) || (type === 'S' ? '' : undefined);
    case 'i':
    case 'I':
      return Number(value) || (type === 'I' ? 0 : undefined);
    case 'b':
    case 'B':
      return value === 1n || (type === 'B' ? false : undefined);
    case 'y':
      return Buffer.isBuffer(value) ? value.toString('base64') : '';
    default:
      if (!Buffer.isBuffer(value)) return undefined;
      return Object.hasOwn(special, type)
        ? special[type](value)
        : decodeMessage(type, value);
  }
}

function decodeMessage(type: string, bytes: Buffer): JsonObject {
  const message = messages.get(type);
  if (!message) throw new Error(`the message "${type}" is not known`);
  const result: JsonObject = {};
  for (const { number, value } of readFields(bytes)) {
    const field = message.get(number);
    if (!field) continue;
    const { name, shape } = field;
    if (shape === 'map') {
      const entry = readFields(value as Buffer);
      const map = (result[name] ?? {}) as JsonObject;
      const content = find(entry, 2) ?? Buffer.alloc(0);
      map[asText(find(entry, 1))] = decodeValue(field.type, content) ?? '';
      result[name] = map;
      continue;
    }
    const decoded = decodeValue(field.type, value);
    if (shape === 'list') {
      const list = (result[name] ?? []) as JsonValue[];
      list.push(decoded ?? '');
      result[name] = list;
    } else if (name === '^') {
      Object.assign(result, decoded);
    } else if (decoded !== undefined) {
      result[name] = decoded;
    }
  }
  return result;
}

const magic = Buffer.from('k8s\0');

/**
 * Decodes an object in Kubernetes' protobuf envelope. Undefined for a kind
 * that is not in the table; throws when the bytes make no sense.
 */
export const decodeProtobuf = (bytes: Buffer): JsonObject | undefined => {
  if (!bytes.subarray(0, 4).equals(magic))
    throw new Error('the body does not start as a Kubernetes protobuf does');
  const envelope = readFields(bytes.subarray(4));
  const typeMeta = readFields((find(envelope, 1) ?? Buffer.alloc(0)) as Buffer);
  const kind = asText(find(typeMeta, 2));
  if (!messages.has(kind)) return undefined;
  const raw = find(envelope, 2) ?? Buffer.alloc(0);
  return {
    apiVersion: asText(find(typeMeta, 1)),
    kind,
    ...decodeMessage(kind, raw as Buffer),
  };
};

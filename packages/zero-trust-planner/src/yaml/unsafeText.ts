/**
 * Characters that no value, name or comment of ours may hold: C0 and C1
 * controls, line and paragraph separators (a comment ends there for go-yaml and
 * not for others), the byte order mark, zero-width and bidirectional marks.
 */
const unsafe =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff9-\ufffb]/;

const loneSurrogate =
  /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Whether every string in the value, keys included, may be written. */
export const isSafeValue = (value: unknown): boolean => {
  if (typeof value === 'string') return isSafeText(value);
  if (Array.isArray(value)) return value.every(isSafeValue);
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).every(
      ([key, inner]) => isSafeText(key) && isSafeValue(inner),
    );
  }
  return typeof value !== 'number' || Number.isFinite(value);
};

export const isSafeText = (text: string): boolean =>
  !unsafe.test(text) && !loneSurrogate.test(text);

/**
 * Characters that can end a line, hide or turn text around: C0 and C1 controls,
 * soft hyphen, zero-width and bidirectional marks, line separators, BOM.
 */
const unsafe =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/;

/** Whether a text may stand in an object: nothing invisible in it. */
export function isPlainText(text: string): boolean {
  return !unsafe.test(text);
}

const dnsName = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;

/** A name that an API server gives an object. */
export function isObjectName(text: string): boolean {
  return dnsName.test(text);
}

const labelKey =
  /^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const labelValue = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;

/** A label as an API server takes it. */
export function isLabel(key: string, value: string): boolean {
  return labelKey.test(key) && labelValue.test(value);
}

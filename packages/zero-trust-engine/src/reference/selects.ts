import { Labels, SelectorManifest } from './manifests';

/** A label selector on labels; nothing required means that all match. */
export function selects(selector: SelectorManifest, labels: Labels): boolean {
  for (const [key, value] of Object.entries(selector.matchLabels ?? {})) {
    if (labels[key] !== value) return false;
  }
  for (const { key, operator, values } of selector.matchExpressions ?? []) {
    const has = key in labels;
    const listed = has && (values ?? []).includes(labels[key]);
    if (operator === 'In' && !listed) return false;
    // Without the label, NotIn holds.
    if (operator === 'NotIn' && listed) return false;
    if (operator === 'Exists' && !has) return false;
    if (operator === 'DoesNotExist' && has) return false;
  }
  return true;
}

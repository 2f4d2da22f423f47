import { PermissionRow } from '@ztn/backstage-plugin-zero-trust-common';
import { EdgeStyle, edgeStyles } from './MapNode';

/** How one row is drawn. What is not known is never drawn as something known. */
export function edgeStyleOf({
  outcome,
  transport,
}: Pick<PermissionRow, 'outcome' | 'transport'>): EdgeStyle {
  if (outcome === 'unknown') return 'unknown';
  switch (transport) {
    case 'plaintext':
      return 'plaintext';
    case 'none':
      return 'no-mesh';
    case 'mtls':
    case 'hbone':
    case 'app-tls':
      return outcome === 'conditional' ? 'conditional' : 'encrypted';
    default:
      // Not known; a broken one that is not refused would be a contradiction.
      return 'unknown';
  }
}

/** The worst of several styles; several rows to one peer share one line. */
export function worstStyle(styles: readonly EdgeStyle[]): EdgeStyle {
  return edgeStyles.find(style => styles.includes(style)) ?? 'unknown';
}

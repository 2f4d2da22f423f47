import { ControlCounts } from '@ztn/backstage-plugin-zero-trust-common';
import { html, Html } from './html';

/** Worst first, as on the screens. */
export const countedStates = [
  'fail',
  'partial',
  'unknown',
  'waived',
  'pass',
] as const satisfies readonly (keyof ControlCounts)[];

/** One cell for each counted state; a zero is a zero, for it was counted. */
export function countCells(counts: ControlCounts): Html {
  return html`${countedStates.map(
    state =>
      html`<td class="number ${counts[state] > 0 ? state : ''}">
        ${counts[state]}
      </td>`,
  )}`;
}

export const countHeads: Html = html`${countedStates.map(
  state => html`<th scope="col" class="number">${state}</th>`,
)}`;

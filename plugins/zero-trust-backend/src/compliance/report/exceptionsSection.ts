import { WaiverScope } from '@ztn/backstage-plugin-zero-trust-common';
import { html, Html } from './html';
import { ReportInput } from './ReportInput';

/** What is accepted, by whom, why and until when. */
export function exceptionsSection({ waivers, catalogue }: ReportInput): Html {
  const titles = new Map(catalogue.controls.map(c => [c.id, c.title]));
  return html`<section aria-labelledby="exceptions">
    <h2 id="exceptions">Exceptions</h2>
    ${waivers.length === 0
      ? html`<p>None covers a result of this report.</p>`
      : html`<table>
          <thead>
            <tr>
              <th scope="col">Control</th>
              <th scope="col">For</th>
              <th scope="col">Reason</th>
              <th scope="col">Owner</th>
              <th scope="col">Made by</th>
              <th scope="col">Ends</th>
            </tr>
          </thead>
          <tbody>
            ${waivers.map(
              waiver => html`<tr>
                <th scope="row">
                  ${titles.get(waiver.control) ?? waiver.control}
                </th>
                <td>${scopeWords(waiver.scope)}</td>
                <td>${waiver.reason}</td>
                <td>${waiver.owner}</td>
                <td>${waiver.createdBy}, ${waiver.createdAt}</td>
                <td>${waiver.expiresAt}</td>
              </tr> `,
            )}
          </tbody>
        </table>`}
  </section>`;
}

function scopeWords(scope: WaiverScope): string {
  switch (scope.type) {
    case 'workload':
      return `${scope.cluster}/${scope.workload}`;
    case 'permission':
      return `${scope.cluster}/${scope.workload}, only ${scope.object}`;
    case 'namespace':
      return `namespace ${scope.cluster}/${scope.namespace}`;
    default:
      return `cluster ${scope.cluster}`;
  }
}

import { FrameworkRef } from '@ztn/backstage-plugin-zero-trust-common';
import { html, Html } from './html';
import { ReportInput } from './ReportInput';
import { countCells, countHeads } from './stateCells';

/** Each framework's requirements with the controls that speak to them. */
export function frameworkSections(input: ReportInput): Html {
  return html`<section class="sheet" aria-labelledby="requirements">
    <h2 id="requirements">By requirement</h2>
    <p class="quiet">
      A control covers the part of a requirement that can be seen in a cluster.
      That all of them pass does not show that a requirement is met.
    </p>
    ${input.catalogue.frameworks.map(framework =>
      frameworkTable(input, framework),
    )}
  </section>`;
}

function frameworkTable(
  { overview, catalogue }: ReportInput,
  { id, title }: { readonly id: string; readonly title: string },
): Html {
  const requirements = new Map<string, FrameworkRef & { controls: string[] }>();
  for (const control of catalogue.controls) {
    for (const ref of control.mapping.filter(m => m.framework === id)) {
      const found = requirements.get(ref.id) ?? { ...ref, controls: [] };
      found.controls.push(control.id);
      requirements.set(ref.id, found);
    }
  }
  const lines = new Map(overview.controls.map(line => [line.id, line]));
  const titles = new Map(catalogue.controls.map(c => [c.id, c.title]));
  const sorted = [...requirements.values()].sort((a, b) =>
    a.id.localeCompare(b.id, 'en', { numeric: true }),
  );
  return html`<h3>${title}</h3>
    <table>
      <thead>
        <tr>
          <th scope="col">Requirement</th>
          <th scope="col">Control</th>
          ${countHeads}
        </tr>
      </thead>
      <tbody>
        ${sorted.flatMap(({ id: number, subject, controls }) =>
          controls.map((control, i) => {
            const line = lines.get(control);
            return html`<tr>
              ${i === 0
                ? html`<th scope="rowgroup" rowspan="${controls.length}">
                    ${number}
                    <div class="quiet">${subject}</div>
                  </th>`
                : ''}
              <td>${titles.get(control) ?? control}</td>
              ${line
                ? countCells(line.counts)
                : html`<td colspan="5" class="quiet">switched off</td>`}
            </tr> `;
          }),
        )}
      </tbody>
    </table>`;
}

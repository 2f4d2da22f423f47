import {
  ComplianceWorkload,
  ControlState,
} from '@ztn/backstage-plugin-zero-trust-common';
import { html, Html } from './html';
import { ReportInput } from './ReportInput';
import { countCells, countHeads, countedStates } from './stateCells';

/** Every workload with the controls that do not pass, worst first. */
export function workloadsSection({ workloads, catalogue }: ReportInput): Html {
  const titles = new Map(catalogue.controls.map(c => [c.id, c.title]));
  return html`<section class="sheet" aria-labelledby="workloads">
    <h2 id="workloads">Workloads</h2>
    <table>
      <caption>
        Every workload, worst first. Of the controls those are named that do not
        pass.
      </caption>
      <thead>
        <tr>
          <th scope="col">Workload</th>
          <th scope="col">Owner</th>
          <th scope="col">What is not passed</th>
          ${countHeads}
        </tr>
      </thead>
      <tbody>
        ${workloads.map(
          workload => html`<tr>
            <th scope="row" class="name">${workload.id}</th>
            <td>${ownersOf(workload)}</td>
            <td>${missing(workload, titles)}</td>
            ${countCells(workload.counts)}
          </tr> `,
        )}
      </tbody>
    </table>
  </section>`;
}

function ownersOf({ entities }: ComplianceWorkload): string {
  const owners = new Set(entities.flatMap(({ owner }) => owner ?? []));
  return [...owners].join(', ') || 'none in the catalog';
}

const named: readonly ControlState[] = countedStates.filter(
  state => state !== 'pass',
);

function missing(
  { states }: ComplianceWorkload,
  titles: ReadonlyMap<string, string>,
): Html {
  return html`${named.flatMap(state => {
    const ids = Object.keys(states).filter(id => states[id] === state);
    return ids.length === 0
      ? []
      : [
          html`<div>
            <span class="${state}">${state}</span>:
            ${ids.map(id => titles.get(id) ?? id).join(', ')}
          </div>`,
        ];
  })}`;
}

import { exceptionsSection } from './exceptionsSection';
import { frameworkSections } from './frameworkSections';
import { html, Html } from './html';
import { ReportInput } from './ReportInput';
import { reportStyle } from './reportStyle';
import { countCells, countHeads } from './stateCells';
import { workloadsSection } from './workloadsSection';

/**
 * The report for auditors: one HTML page that needs nothing else and prints
 * well. What could not be read is said at the top and counted as unknown.
 */
export function toReport(input: ReportInput): string {
  const { overview } = input;
  const page = html`<!DOCTYPE html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'"
        />
        <title>Zero trust compliance, ${overview.now}</title>
        <style>
          ${new Html(reportStyle)}
        </style>
      </head>
      <body>
        <header>
          <h1>Zero trust compliance</h1>
          <p>Made ${overview.now}. ${scopeWords(input)}</p>
          <p class="quiet">
            Counts are of what is enforced, not of what is declared. What could
            not be read is unknown and never counted as pass.
          </p>
        </header>
        ${ageSection(input)} ${controlsSection(input)}
        ${frameworkSections(input)} ${permissiveSection(input)}
        ${exceptionsSection(input)} ${workloadsSection(input)}
      </body>
    </html> `;
  return page.text;
}

function scopeWords({ filter, overview }: ReportInput): string {
  const named = Object.entries(filter).map(
    ([name, value]) => `${name} ${value === '' ? '(none)' : value}`,
  );
  const workloads = `${overview.workloads} workloads are counted`;
  const excluded = `${overview.excludedWorkloads} in namespaces that the configuration leaves out are not`;
  return `${
    named.length > 0 ? `Only ${named.join(', ')}: ` : 'The whole fleet: '
  }${workloads}; ${excluded}.`;
}

function ageSection({ overview }: ReportInput): Html {
  return html`<section aria-labelledby="age">
    <h2 id="age">What this rests on</h2>
    ${overview.partial
      ? html`<p class="warning">
          <strong>Not everything could be read.</strong> Some cluster was not
          followed in full, or not assessed, when this was made.
        </p>`
      : ''}
    <table>
      <thead>
        <tr>
          <th scope="col">Cluster</th>
          <th scope="col">State</th>
          <th scope="col">Data as of</th>
          <th scope="col">Assessed</th>
          <th scope="col">Could not be read</th>
        </tr>
      </thead>
      <tbody>
        ${overview.clusters.map(
          ({ cluster, state, asOf, assessedAt, unreadable }) => html`<tr>
            <th scope="row">${cluster}</th>
            <td>${state}</td>
            <td>${asOf ?? 'never'}</td>
            <td>${assessedAt ?? 'not yet'}</td>
            <td>${unreadable.join(', ') || 'nothing'}</td>
          </tr> `,
        )}
      </tbody>
    </table>
  </section>`;
}

function controlsSection({ overview, catalogue }: ReportInput): Html {
  const about = new Map(catalogue.controls.map(c => [c.id, c]));
  const off = catalogue.controls.filter(({ enabled }) => !enabled);
  return html`<section aria-labelledby="controls">
    <h2 id="controls">Controls</h2>
    <table>
      <thead>
        <tr>
          <th scope="col">Control</th>
          <th scope="col">Of each</th>
          <th scope="col">Severity</th>
          ${countHeads}
        </tr>
      </thead>
      <tbody>
        ${overview.controls.map(
          ({ id, title, scope, severity, counts }) => html`<tr>
            <th scope="row">
              ${title}
              <div class="quiet">${about.get(id)?.how ?? ''}</div>
            </th>
            <td>${scope}</td>
            <td>${severity}</td>
            ${countCells(counts)}
          </tr> `,
        )}
      </tbody>
    </table>
    ${off.length > 0
      ? html`<p>
          Switched off by configuration:
          ${off.map(({ title }) => title).join(', ')}.
        </p>`
      : ''}
  </section>`;
}

function permissiveSection({ overview }: ReportInput): Html {
  return html`<section aria-labelledby="permissive">
    <h2 id="permissive">Namespaces that take plaintext</h2>
    ${overview.permissive.length === 0
      ? html`<p>
          ${overview.partial
            ? 'None is known; not everything could be read.'
            : 'None.'}
        </p>`
      : html`<ul>
          ${overview.permissive.map(
            ({ cluster, namespace, since, days }) =>
              html`<li>
                ${cluster}/${namespace}:
                ${since === undefined || days === undefined
                  ? 'since when is not known'
                  : `for ${days} days, since ${since}`}
              </li>`,
          )}
        </ul>`}
  </section>`;
}

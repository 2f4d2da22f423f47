/**
 * A page of its own: no script, nothing fetched. Printed, rows stay whole, heads
 * repeat on every page and states are told apart without colour.
 */
export const reportStyle = `
  :root { color-scheme: light; }
  body { font: 14px/1.45 system-ui, 'Helvetica Neue', Arial, sans-serif; color: #1b1b1b; background: #fff;
    max-width: 1100px; margin: 2rem auto; padding: 0 1.5rem; }
  h1 { font-size: 1.7rem; margin: 0 0 .25rem; }
  h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
  h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
  p { margin: .25rem 0; }
  table { border-collapse: collapse; width: 100%; font-size: .9rem; }
  caption { text-align: left; color: #555; padding: .25rem 0; }
  th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid #ddd;
    overflow-wrap: break-word; }
  th.name { overflow-wrap: anywhere; font-weight: 500; width: 26%; }
  td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
  .quiet { color: #555; font-weight: normal; }
  .warning { border: 2px solid #8a5300; padding: .5rem .75rem; margin: .75rem 0; }
  .fail { color: #a3161b; font-weight: 600; }
  .partial { color: #8a5300; font-weight: 600; }
  .unknown { color: #555; font-style: italic; }
  .waived { color: #4a4a4a; text-decoration: underline dotted; }
  .pass { color: #1f6b2c; }
  @page { margin: 14mm; }
  @media print {
    body { max-width: none; margin: 0; padding: 0; font-size: 10pt; }
    thead { display: table-header-group; }
    tr, .warning { break-inside: avoid; }
    h2, h3 { break-after: avoid; }
    section.sheet { break-before: page; }
  }
`;

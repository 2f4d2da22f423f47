import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { controls } from '.';

// The table of docs/compliance.md is what people read before they switch a control on
// or off, so it may not lag behind the registry.
const page = readFileSync(
  resolve(__dirname, '../../../../../docs/compliance.md'),
  'utf8',
);

it.each(controls.map(control => [control.id, control] as const))(
  'describes %s as it is',
  (id, { title, severity, scope, how, mapping }) => {
    const row = page
      .split('\n')
      .map(line => line.split('|').map(cell => cell.trim()))
      .find(cells => cells[1] === `\`${id}\``);
    expect(row?.slice(2, 7)).toEqual([
      title,
      scope,
      severity,
      how,
      mapping.map(m => `${shortNames[m.framework]} ${m.id}`).join(', ') || '—',
    ]);
  },
);

const shortNames = {
  'nist-sp-800-207': 'NIST tenet',
  'cis-kubernetes-1.12': 'CIS',
  'nsa-cisa-hardening-1.2': 'NSA/CISA',
  'pci-dss-4.0.1': 'PCI DSS',
};

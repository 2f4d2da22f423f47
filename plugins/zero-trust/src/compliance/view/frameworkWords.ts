import { Translate } from '../../view/Translate';

const known = [
  'nist-sp-800-207',
  'cis-kubernetes-1.12',
  'nsa-cisa-hardening-1.2',
  'pci-dss-4.0.1',
] as const;

/** How people call a framework; its id when this frontend has no word for it. */
export function frameworkWords(t: Translate, id: string): string {
  const found = known.find(framework => framework === id);
  return found ? t(`framework.${found}`) : id;
}

/** The sections of the tab, in order; each is an anchor in the URL. */
export const sectionIds = [
  'callers',
  'callees',
  'map',
  'exposure',
  'check',
  'whatif',
  'encryption',
  'identity',
  'reach',
  'controls',
  'findings',
  'requests',
] as const;

export type SectionId = (typeof sectionIds)[number];

import { refForms } from '../refs/parseRef';

/** What a REF is, for the help of every command that takes one. */
export const refHelp = `A REF is one of
${refForms.map(form => `  ${form}`).join('\n')}
with several clusters with 'cluster:' in front of it.
`;

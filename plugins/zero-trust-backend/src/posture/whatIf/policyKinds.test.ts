import { evidenceKinds } from '@ztn/backstage-plugin-zero-trust-common';
import { policyKinds } from './policyKinds';

describe('policyKinds', () => {
  it('are the kinds of which the pages offer objects to look at', () => {
    expect(new Set(policyKinds.map(({ kind }) => kind))).toEqual(evidenceKinds);
  });

  it('are no workloads, Services or nodes, which could be made up to spy', () => {
    const kinds = policyKinds.map(({ kind }) => kind);
    for (const kind of ['Pod', 'Deployment', 'Service', 'Node', 'Namespace']) {
      expect(kinds).not.toContain(kind);
    }
  });
});

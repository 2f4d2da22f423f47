import { screen } from '@testing-library/react';
import { renderPage } from '../__testUtils__/renderPage';
import { ClustersPage } from './ClustersPage';
import { OverviewPage } from './OverviewPage';
import { WorkloadsPage } from './WorkloadsPage';

// A file of its own: decisions about permissions are remembered for as long as the
// page lives.

it.each([
  ['the overview', <OverviewPage />, 'zero-trust.compliance.read'],
  ['the workloads', <WorkloadsPage />, 'zero-trust.compliance.read'],
  ['the clusters', <ClustersPage />, 'zero-trust.cluster.read'],
])(
  'asks nothing for %s and names the missing permission',
  async (_name, page, permission) => {
    await renderPage(page, { allowed: false });
    expect(
      await screen.findByText(new RegExp(permission.replaceAll('.', '\\.'))),
    ).toBeInTheDocument();
  },
);

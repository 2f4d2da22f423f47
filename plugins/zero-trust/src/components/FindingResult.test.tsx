import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { renderInTestApp } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { FindingResult } from './FindingResult';

const document = {
  title: 'Payment service: default account',
  text: '',
  location: '/catalog/default/component/payment/zero-trust#findings',
  entityRef: 'component:default/payment',
  code: 'egress-without-dns',
  severity: 'high',
};
const show = (result: object) =>
  renderInTestApp(<FindingResult result={result as typeof document} />, {
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
  });

describe('a finding among search results', () => {
  it('has its text, its severity, its entity and the way to it', async () => {
    const { container } = await show(document);
    expect(screen.getByRole('link')).toHaveAttribute('href', document.location);
    expect(screen.getByRole('link')).toHaveTextContent(/DNS/);
    expect(container).toHaveTextContent(/High/);
    expect(container).toHaveTextContent(/payment/);
  });

  it('is not drawn from a document of another shape', async () => {
    await show({ ...document, severity: 'dreadful' });
    expect(screen.queryByRole('link')).toBeNull();
  });
});

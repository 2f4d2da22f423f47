import { registerMswTestHooks } from '@backstage/test-utils';
import { Finding } from '@ztn/backstage-plugin-zero-trust-common';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import { paymentService } from '../../dev/fixtures/workloads';
import { fixtureBackend } from '../__testUtils__/fixtureBackend';
import { renderForEntity } from '../__testUtils__/tab';
import { FindingList } from './FindingList';

const server = setupServer();
registerMswTestHooks(server);

const about = (object: string): Finding => ({
  code: 'peer-authentication-shadowed',
  severity: 'medium',
  object,
  workloads: [paymentService.key],
  params: {},
});
const show = async (object: string) => {
  server.use(...fixtureBackend().handlers);
  const workload = { ...paymentService, findings: [about(object)] };
  await renderForEntity(<FindingList workloads={[workload]} />, 'ready');
};

describe('a finding', () => {
  it('opens to the policy that it is about', async () => {
    const policy = 'PeerAuthentication istio-system/default';
    await show(policy);
    await userEvent.click(
      screen.getByRole('button', { name: `Show ${policy} as YAML` }),
    );
    const yaml = await screen.findByLabelText(`${policy} as YAML`);
    // What draws it is loaded when it is needed.
    await waitFor(() => expect(yaml).toHaveTextContent(/mode: STRICT/));
  });

  it('offers nothing to open of a workload or an account', async () => {
    await show('ServiceAccount production/default');
    expect(screen.getByText('ServiceAccount production/default')).toBeVisible();
    expect(screen.queryByRole('button', { name: /as YAML/ })).toBeNull();
  });
});

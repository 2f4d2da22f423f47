import { render, screen } from '@testing-library/react';
import App from './App';

describe('App', () => {
  it('renders with discovery and no backend', async () => {
    process.env = {
      ...process.env,
      NODE_ENV: 'test',
      APP_CONFIG: [
        {
          context: 'test',
          data: {
            app: { title: 'Test portal' },
            backend: { baseUrl: 'http://localhost:7007' },
          },
        },
      ] as never,
    };
    render(App.createRoot());
    expect(
      await screen.findByRole(
        'heading',
        { name: 'Test portal' },
        { timeout: 20_000 },
      ),
    ).toBeInTheDocument();
  }, 30_000);
});

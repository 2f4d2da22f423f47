import { SignalApi, signalApiRef } from '@backstage/plugin-signals-react';
import { TestApiProvider } from '@backstage/test-utils';
import { act, renderHook } from '@testing-library/react';
import { ReactNode } from 'react';
import { useLiveRefetch } from './useLiveRefetch';

const times = { debounce: 1_000, poll: 60_000, pollBesideSignals: 300_000 };

/** The signals of the backend, sent by hand. */
function manualSignals() {
  const listeners = new Set<(message: never) => void>();
  const api: SignalApi = {
    subscribe: (_channel, onMessage) => {
      listeners.add(onMessage);
      return { unsubscribe: () => listeners.delete(onMessage) };
    },
  };
  let sent = 0;
  const send = () =>
    act(async () => {
      sent += 1;
      listeners.forEach(listener => listener({ generation: sent } as never));
    });
  return { api, send };
}

const follow = (signals?: SignalApi) => {
  const refetch = jest.fn();
  const wrapper = ({ children }: { children: ReactNode }) =>
    signals ? (
      <TestApiProvider apis={[[signalApiRef, signals]]}>
        {children}
      </TestApiProvider>
    ) : (
      <TestApiProvider apis={[]}>{children}</TestApiProvider>
    );
  const { unmount } = renderHook(() => useLiveRefetch(refetch, times), {
    wrapper,
  });
  return { refetch, unmount };
};
const pass = (ms: number) => act(async () => jest.advanceTimersByTime(ms));

describe('following the clusters', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('takes a signal as a hint, and several together as one', async () => {
    const { api, send } = manualSignals();
    const { refetch } = follow(api);
    await send();
    await pass(500);
    await send();
    await send();
    await pass(999);
    expect(refetch).not.toHaveBeenCalled();
    await pass(1);
    expect(refetch).toHaveBeenCalledTimes(1);
  });

  it('asks now and then beside signals, because a hint may be lost', async () => {
    const { refetch } = follow(manualSignals().api);
    await pass(299_999);
    expect(refetch).not.toHaveBeenCalled();
    await pass(1);
    expect(refetch).toHaveBeenCalledTimes(1);
  });

  it('polls where there are no signals', async () => {
    const { refetch } = follow();
    await pass(180_000);
    expect(refetch).toHaveBeenCalledTimes(3);
  });

  it('does not poll for a window that nobody sees, and asks when it is back', async () => {
    const hidden = jest
      .spyOn(document, 'visibilityState', 'get')
      .mockReturnValue('hidden');
    const { refetch } = follow();
    await pass(600_000);
    expect(refetch).not.toHaveBeenCalled();
    hidden.mockRestore();
    await act(async () => window.dispatchEvent(new Event('focus')));
    expect(refetch).toHaveBeenCalledTimes(1);
  });

  it('stops when the screen is left', async () => {
    const { api, send } = manualSignals();
    const { refetch, unmount } = follow(api);
    await send();
    unmount();
    await pass(600_000);
    window.dispatchEvent(new Event('focus'));
    expect(refetch).not.toHaveBeenCalled();
  });
});

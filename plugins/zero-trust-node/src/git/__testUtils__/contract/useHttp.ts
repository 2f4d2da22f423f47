import { inspect } from 'node:util';
import { http as msw } from 'msw';
import { GitHost } from '../../GitHost';
import { GitHostError } from '../../GitHostError';
import { HostQueue } from '../../http/HostQueue';
import { HttpWorld } from '../HttpWorld';
import { ManualClock } from '../ManualClock';

export const status = {
  context: 'zero-trust/owner-approval',
  state: 'pending',
  description: 'waits',
} as const;

/** How long a call may take here; nothing but the test of that comes near. */
export const shortly = 100;

/** The error that a promise ends in, which has to be one of the port's. */
export const failureOf = async (
  promise: Promise<unknown>,
): Promise<GitHostError> => {
  const error: unknown = await promise.then(
    () => new Error('it did not fail'),
    reason => reason,
  );
  if (error instanceof GitHostError) return error;
  throw error;
};

/** What a test has of a host that does not always do its part. */
export class HttpTest {
  readonly clock = new ManualClock();
  readonly queue = new HostQueue(this.clock);
  readonly host: GitHost;
  /** The same repository once more, through the same queue. */
  readonly second: GitHost;
  /** Requests so far, with the time on the clock. */
  readonly seen: { method: string; url: string; at: number }[] = [];
  /** Everything that was written to a log. */
  readonly said: string[] = [];

  constructor(readonly world: HttpWorld) {
    this.host = world.connect({ queue: this.queue });
    this.second = world.connect({ queue: this.queue });
    for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const)
      jest.spyOn(console, level).mockImplementation((...words) => {
        this.said.push(inspect(words));
      });
    world.faults.events.on('request:start', ({ request }) => {
      if (!request.url.startsWith(world.apiUrl)) return;
      const { method, url } = request;
      this.seen.push({ method, url, at: this.clock.now() });
    });
  }

  /** Answers the next `times` requests of a method this way. */
  answer(
    make: () => Response | Promise<Response>,
    { method, times = 1 }: { method?: string; times?: number } = {},
  ): void {
    let left = times;
    this.world.faults.use(
      msw.all(`${this.world.apiUrl}/*`, ({ request }) => {
        if (left === 0 || (method && request.method !== method))
          return undefined;
        left -= 1;
        return make();
      }),
    );
  }

  async mainOf(): Promise<string> {
    return (await this.host.resolveBranch('main'))?.sha ?? '';
  }

  /** Begins to count requests anew. */
  forget(): void {
    this.seen.splice(0);
  }
}

/** One world for all tests of a file, and new adapters with a new clock for each. */
export const useHttp = (start: () => Promise<HttpWorld>): (() => HttpTest) => {
  let world: HttpWorld;
  let test: HttpTest;
  beforeAll(async () => {
    world = await start();
  });
  beforeEach(() => {
    test = new HttpTest(world);
  });
  afterEach(() => {
    world.faults.events.removeAllListeners();
    world.faults.resetHandlers();
    jest.restoreAllMocks();
  });
  afterAll(() => world.stop());
  return () => test;
};

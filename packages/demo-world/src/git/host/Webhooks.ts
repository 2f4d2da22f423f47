import { createHmac, randomUUID } from 'node:crypto';
import { HostedRepository } from './HostedRepository';

export interface Webhook {
  readonly id: number;
  readonly repository: HostedRepository;
  readonly url: string;
  readonly secret: string;
  /** Names of events, as Gitea has them. */
  readonly events: readonly string[];
  readonly active: boolean;
}

export interface Delivery {
  readonly hook: number;
  readonly event: string;
  /** Absent: nobody answered. */
  readonly status?: number;
}

/** Tells other programs what happened: JSON, signed with HMAC, once. */
export class Webhooks {
  readonly hooks: Webhook[] = [];
  readonly deliveries: Delivery[] = [];
  private readonly running = new Set<Promise<void>>();
  private readonly stopping = new AbortController();

  /** Sends an event to whoever wants it; a receiver that is down misses it. */
  send(repository: HostedRepository, event: string, payload: unknown): void {
    for (const hook of this.hooks) {
      const wanted =
        hook.active &&
        hook.repository === repository &&
        hook.events.some(
          name => event === name || event.startsWith(`${name}_`),
        );
      if (!wanted) continue;
      this.track(this.deliver(hook, event, JSON.stringify(payload)));
    }
  }

  listensTo(repository: HostedRepository): boolean {
    return this.hooks.some(
      hook => hook.active && hook.repository === repository,
    );
  }

  /** Work that `settled` waits for; what fails in it is lost, as a hint may be. */
  track(work: Promise<void>): void {
    const ended = work.then(
      () => {},
      () => {},
    );
    this.running.add(ended);
    void ended.then(() => this.running.delete(ended));
  }

  /** Resolves when nothing is on its way. */
  async settled(): Promise<void> {
    while (this.running.size) await Promise.all(this.running);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.settled();
  }

  private async deliver(hook: Webhook, event: string, body: string) {
    const signature = createHmac('sha256', hook.secret)
      .update(body)
      .digest('hex');
    let status: number | undefined;
    try {
      const response = await fetch(hook.url, {
        method: 'POST',
        body,
        redirect: 'manual',
        signal: AbortSignal.any([
          AbortSignal.timeout(5000),
          this.stopping.signal,
        ]),
        headers: {
          'Content-Type': 'application/json',
          'X-Gitea-Delivery': randomUUID(),
          'X-Gitea-Event': event,
          'X-Gitea-Event-Type': event,
          'X-Gitea-Signature': signature,
          'X-Hub-Signature-256': `sha256=${signature}`,
        },
      });
      await response.body?.cancel();
      status = response.status;
    } catch {
      // Webhooks are hints; whoever misses one asks again by itself.
    }
    this.deliveries.push({ hook: hook.id, event, status });
  }
}

import { setImmediate as turn } from 'node:timers/promises';
import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import { AuthorizeResult } from '@backstage/plugin-permission-common';

/** How long decisions serve: the parts of one answer, and no other answer. */
const SAME_ANSWER_MS = 1_000;

interface Asked {
  readonly since: number;
  readonly decisions: Map<string, Promise<boolean>>;
  /** What is asked for in this turn of the event loop. */
  batch?: {
    readonly refs: string[];
    readonly answers: Promise<readonly boolean[]>;
  };
}

/**
 * Which entities a caller may read. The parts of one answer, each of which asks
 * about its own neighbours, share their requests: what is asked in one turn goes
 * out together, and nothing is asked twice.
 */
export class ReadableEntities {
  private readonly asked = new WeakMap<BackstageCredentials, Asked>();

  constructor(
    private readonly permissions: PermissionsService,
    private readonly elapsedMs: () => number,
  ) {}

  /** Those of the entities that may be read with the credentials. */
  async among(
    refs: Iterable<string>,
    credentials: BackstageCredentials,
  ): Promise<ReadonlySet<string>> {
    const asked = this.current(credentials);
    const distinct = [...new Set(refs)];
    const decisions = await Promise.all(
      distinct.map(ref => {
        const known = asked.decisions.get(ref);
        if (known) return known;
        const decision = this.decide(ref, asked, credentials);
        asked.decisions.set(ref, decision);
        return decision;
      }),
    );
    return new Set(distinct.filter((_, index) => decisions[index]));
  }

  private current(credentials: BackstageCredentials): Asked {
    const known = this.asked.get(credentials);
    const now = this.elapsedMs();
    if (known && now - known.since < SAME_ANSWER_MS) return known;
    const fresh: Asked = { since: now, decisions: new Map() };
    this.asked.set(credentials, fresh);
    return fresh;
  }

  private async decide(
    ref: string,
    asked: Asked,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    asked.batch ??= this.openBatch(asked, credentials);
    const { refs, answers } = asked.batch;
    const place = refs.push(ref) - 1;
    return (await answers)[place];
  }

  private openBatch(
    asked: Asked,
    credentials: BackstageCredentials,
  ): NonNullable<Asked['batch']> {
    const refs: string[] = [];
    const send = async () => {
      await turn();
      asked.batch = undefined;
      const decisions = await this.permissions.authorize(
        refs.map(resourceRef => ({
          permission: catalogEntityReadPermission,
          resourceRef,
        })),
        { credentials },
      );
      return decisions.map(({ result }) => result === AuthorizeResult.ALLOW);
    };
    return { refs, answers: send() };
  }
}

import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { HistoryStore } from './HistoryStore';

/**
 * Since when namespaces are known to take plaintext, as the database says. Every
 * process reads it: ages survive a restart, and are the same everywhere.
 */
export class PermissiveAges {
  private ages: ReadonlyMap<string, Date> = new Map();

  constructor(
    private readonly history: HistoryStore,
    private readonly logger: LoggerService,
  ) {}

  since(cluster: string, namespace: string): Date | undefined {
    return this.ages.get(`${cluster} ${namespace}`);
  }

  /** The clusters for which something is known now that was not before. */
  async refresh(): Promise<readonly string[]> {
    try {
      const rows = await this.history.permissive();
      const ages = new Map(
        rows.map(({ cluster, namespace, since }) => [
          `${cluster} ${namespace}`,
          new Date(since),
        ]),
      );
      const fresh = rows.filter(
        ({ cluster, namespace }) =>
          this.since(cluster, namespace)?.getTime() !==
          ages.get(`${cluster} ${namespace}`)?.getTime(),
      );
      const gone = [...this.ages.keys()].filter(key => !ages.has(key));
      this.ages = ages;
      return [
        ...new Set([
          ...fresh.map(({ cluster }) => cluster),
          ...gone.map(key => key.split(' ')[0]),
        ]),
      ];
    } catch (error) {
      this.logger.warn(`ages were not read: ${stringifyError(error)}`);
      return [];
    }
  }
}

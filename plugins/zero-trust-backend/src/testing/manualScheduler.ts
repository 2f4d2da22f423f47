import {
  createServiceFactory,
  coreServices,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';

/** A scheduler that runs a task when a test says so, and never by itself. */
export function manualScheduler() {
  const tasks = new Map<string, (signal: AbortSignal) => unknown>();
  const scheduler = mockServices.scheduler.mock({
    scheduleTask: async ({ id, fn }) => {
      tasks.set(id, fn);
    },
  });
  return {
    feature: createServiceFactory({
      service: coreServices.scheduler,
      deps: {},
      factory: () => scheduler,
    }),
    run: async (id: string) => {
      const task = tasks.get(id);
      if (!task) throw new Error(`no task '${id}'`);
      await task(new AbortController().signal);
    },
  };
}

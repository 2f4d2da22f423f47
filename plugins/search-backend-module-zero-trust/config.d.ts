import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  search?: {
    collators?: {
      /** Findings of catalog entities, as documents of the search. */
      zeroTrust?: {
        /** When findings are collected; every ten minutes when absent. */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
        /**
         * The permission on the entity that lets somebody find its findings;
         * `catalog.entity.read` when absent.
         */
        visibilityPermission?:
          | 'catalog.entity.read'
          | 'zero-trust.posture.read';
        /**
         * Where the tab of an entity is;
         * `/catalog/:namespace/:kind/:name/zero-trust` when absent.
         */
        locationTemplate?: string;
      };
    };
  };
}

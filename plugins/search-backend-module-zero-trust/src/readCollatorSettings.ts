import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import { Permission } from '@backstage/plugin-permission-common';
import { zeroTrustPostureReadPermission } from '@ztn/backstage-plugin-zero-trust-common';

/** `search.collators.zeroTrust`, checked and typed. */
export interface CollatorSettings {
  readonly schedule: SchedulerServiceTaskScheduleDefinition;
  readonly visibilityPermission: Permission;
  readonly locationOf: (entity: Entity) => string;
}

const at = 'search.collators.zeroTrust';

const permissions: readonly Permission[] = [
  catalogEntityReadPermission,
  zeroTrustPostureReadPermission,
];

/** Reads the settings; every one has a default. */
export function readCollatorSettings(root: Config): CollatorSettings {
  const config = root.getOptionalConfig(at);
  const schedule = config?.getOptionalConfig('schedule');
  const name =
    config?.getOptionalString('visibilityPermission') ??
    catalogEntityReadPermission.name;
  const visibilityPermission = permissions.find(known => known.name === name);
  if (!visibilityPermission) {
    throw new InputError(
      `${at}.visibilityPermission must be ${permissions
        .map(known => `'${known.name}'`)
        .join(' or ')}`,
    );
  }
  const template =
    config?.getOptionalString('locationTemplate') ??
    '/catalog/:namespace/:kind/:name/zero-trust';
  return {
    schedule: schedule
      ? readSchedulerServiceTaskScheduleDefinitionFromConfig(schedule)
      : {
          frequency: { minutes: 10 },
          timeout: { minutes: 15 },
          initialDelay: { seconds: 30 },
        },
    visibilityPermission,
    locationOf: ({ kind, metadata }) =>
      template
        .replace(
          ':namespace',
          encodeURIComponent(metadata.namespace ?? 'default'),
        )
        .replace(':kind', encodeURIComponent(kind.toLocaleLowerCase('en-US')))
        .replace(':name', encodeURIComponent(metadata.name)),
  };
}

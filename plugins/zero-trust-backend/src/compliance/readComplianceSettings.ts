import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import {
  controls,
  ControlSettings,
  defaultControlSettings,
  Severity,
  worstSeverityFirst,
} from '@ztn/zero-trust-engine';
import { ComplianceSettings, TunedControl } from './ComplianceSettings';

const dayMs = 24 * 60 * 60 * 1_000;

/** Keys of one control's settings, beside those that every control has. */
const ownKeys: Readonly<Record<string, readonly string[]>> = {
  'pod-security': ['level'],
  'node-encryption': ['required'],
  'policy-from-git': ['markers'],
  'permissive-age': ['maxAge'],
};

/** Reads `zeroTrust.compliance`; unknown controls and keys are refused. */
export function readComplianceSettings(
  config: Config | undefined,
): ComplianceSettings {
  const own = config?.getOptionalConfig('controls');
  const unknown = own?.keys().find(id => !controls.some(c => c.id === id));
  if (unknown !== undefined) {
    throw new InputError(
      `zeroTrust.compliance.controls has no control '${unknown}'`,
    );
  }
  return {
    controls: controls.flatMap(({ id, severity }) =>
      tuned(own?.getOptionalConfig(id), id, severity),
    ),
    tuning: readTuning(config, own),
    excludedNamespaces: new Set(
      config?.getOptionalStringArray('excludeNamespaces') ?? [],
    ),
    waiverMaxAgeMs: readAge(config, 'waivers.maxAge') ?? 180 * dayMs,
    notifications: config?.getOptionalBoolean('notifications.enabled') ?? false,
    historyIntervalMs: Math.max(
      readAge(config, 'history.interval') ?? 60_000,
      1_000,
    ),
    historyRetentionMs: readAge(config, 'history.retention') ?? 400 * dayMs,
  };
}

function readAge(config: Config | undefined, key: string): number | undefined {
  return config?.has(key)
    ? durationToMilliseconds(readDurationFromConfig(config, { key }))
    : undefined;
}

function tuned(
  config: Config | undefined,
  id: string,
  byDefault: Severity,
): readonly TunedControl[] {
  const at = `zeroTrust.compliance.controls.${id}`;
  const keys = ['enabled', 'severity', ...(ownKeys[id] ?? [])];
  const unknown = config?.keys().find(key => !keys.includes(key));
  if (unknown !== undefined) {
    throw new InputError(`${at} has no key '${unknown}'`);
  }
  if (config?.getOptionalBoolean('enabled') === false) return [];
  const severity = config?.getOptionalString('severity') ?? byDefault;
  const known = worstSeverityFirst.find(word => word === severity);
  if (!known) {
    throw new InputError(
      `${at}.severity must be one of ${worstSeverityFirst.join(', ')}`,
    );
  }
  return [{ id, severity: known }];
}

function readTuning(
  config: Config | undefined,
  own: Config | undefined,
): ControlSettings {
  const byDefault = defaultControlSettings;
  const level = own?.getOptionalString('pod-security.level');
  if (level !== undefined && level !== 'baseline' && level !== 'restricted') {
    throw new InputError(
      `zeroTrust.compliance.controls.pod-security.level must be 'baseline' or 'restricted'`,
    );
  }
  return {
    permissiveMaxAgeMs:
      readAge(own, 'permissive-age.maxAge') ??
      readAge(config, 'permissiveMaxAge') ??
      byDefault.permissiveMaxAgeMs,
    podSecurityLevel: level ?? byDefault.podSecurityLevel,
    nodeEncryptionRequired:
      own?.getOptionalBoolean('node-encryption.required') ??
      byDefault.nodeEncryptionRequired,
    gitMarkers:
      own?.getOptionalStringArray('policy-from-git.markers') ??
      byDefault.gitMarkers,
  };
}

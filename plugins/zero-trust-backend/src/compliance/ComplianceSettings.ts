import { ControlSettings, Severity } from '@ztn/zero-trust-engine';

/** What is counted, how strictly, and how bad it is. */
export interface ComplianceSettings {
  /** In the order in which people read them; disabled ones are left out. */
  readonly controls: readonly TunedControl[];
  readonly tuning: ControlSettings;
  /** Namespaces whose workloads are not counted, but how many is said. */
  readonly excludedNamespaces: ReadonlySet<string>;
  /** How long an exception may last at most. */
  readonly waiverMaxAgeMs: number;
  /** Whether owners are told through Backstage's notifications. */
  readonly notifications: boolean;
  /** How often history is recorded. */
  readonly historyIntervalMs: number;
  /** How long days and events are kept. */
  readonly historyRetentionMs: number;
}

/** An enabled control with the severity that the operator gave it. */
export interface TunedControl {
  readonly id: string;
  readonly severity: Severity;
}

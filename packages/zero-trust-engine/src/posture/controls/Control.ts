import { Workload } from '../../snapshot/Workload';
import { Namespace } from '../../snapshot/Snapshot';
import { Severity } from '../../vocabulary';
import { Part } from './Assessment';
import { ControlContext } from './ControlContext';

/** What a control is about. `process` is how policy comes to be. */
export type ControlLayer =
  | 'network'
  | 'transport'
  | 'mesh'
  | 'access'
  | 'admission'
  | 'process';

/** Public rule lists that controls are mapped to. */
export type FrameworkId =
  | 'nist-sp-800-207'
  | 'cis-kubernetes-1.12'
  | 'nsa-cisa-hardening-1.2'
  | 'pci-dss-4.0.1';

/** One requirement of a framework, under its own number or heading. */
export interface FrameworkRef {
  readonly framework: FrameworkId;
  readonly id: string;
  readonly subject: string;
}

/** A control as data: everything about it but its code. */
export interface ControlInfo {
  /** Stable, kebab-case. */
  readonly id: string;
  readonly title: string;
  readonly why: string;
  /** How it is computed, and what it does not see. */
  readonly how: string;
  readonly layer: ControlLayer;
  readonly severity: Severity;
  readonly mapping: readonly FrameworkRef[];
  /** Reason code → sentence with `{param}` in it. */
  readonly reasons: Readonly<Record<string, string>>;
}

/** A named protection, decided by one function for each of its subjects. */
export type Control = ControlInfo &
  (
    | {
        readonly scope: 'workload';
        readonly assess: (
          context: ControlContext,
          workload: Workload,
        ) => readonly Part[];
      }
    | {
        readonly scope: 'namespace';
        readonly assess: (
          context: ControlContext,
          namespace: Namespace,
        ) => readonly Part[];
      }
    | {
        readonly scope: 'cluster';
        readonly assess: (context: ControlContext) => readonly Part[];
      }
  );

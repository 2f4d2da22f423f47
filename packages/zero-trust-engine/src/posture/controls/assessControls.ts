import { Engine } from '../../evaluate/Engine';
import { controls } from '.';
import { Assessment, assessmentOf } from './Assessment';
import {
  controlContext,
  ControlContext,
  ControlQuestion,
} from './ControlContext';
import { Control } from './Control';

/** Whom a result is about; the cluster is the engine's own. */
export type ControlSubject =
  | {
      readonly type: 'workload';
      /** `Workload.key`. */
      readonly key: string;
      readonly namespace: string;
    }
  | { readonly type: 'namespace'; readonly namespace: string }
  | { readonly type: 'cluster' };

/** One control's answer about one subject. */
export interface ControlResult extends Assessment {
  readonly control: string;
  readonly subject: ControlSubject;
}

/**
 * Prepares the controls of one cluster, which are then assessed one by one: each
 * takes a moment in a large cluster, and a server has others to answer between
 * them. Asks about no pair of workloads that no rule names, so the cost grows
 * with workloads and rules. Answers are in the snapshot's order; a control that
 * is not known throws a plain `Error`.
 */
export function controlAssessor(
  engine: Engine,
  question: ControlQuestion,
): (control: string) => readonly ControlResult[] {
  const context = controlContext(engine, question);
  return id => {
    const control = controls.find(known => known.id === id);
    if (!control) throw new Error(`no control '${id}'`);
    return resultsOf(control, context);
  };
}

/**
 * Every control for every subject of a cluster, in the order of `controls`.
 *
 * @param enabled - ids of the controls to assess
 */
export function assessControls(
  engine: Engine,
  question: ControlQuestion,
  enabled: ReadonlySet<string>,
): readonly ControlResult[] {
  const assess = controlAssessor(engine, question);
  return controls
    .filter(({ id }) => enabled.has(id))
    .flatMap(({ id }) => assess(id));
}

function resultsOf(
  control: Control,
  context: ControlContext,
): readonly ControlResult[] {
  const { snapshot } = context;
  switch (control.scope) {
    case 'workload':
      return snapshot.workloads.map(workload => ({
        control: control.id,
        subject: {
          type: 'workload',
          key: workload.key,
          namespace: workload.namespace,
        },
        ...assessmentOf(control.assess(context, workload)),
      }));
    case 'namespace':
      return [...snapshot.namespaces.values()].map(namespace => ({
        control: control.id,
        subject: { type: 'namespace', namespace: namespace.name },
        ...assessmentOf(control.assess(context, namespace)),
      }));
    default:
      return [
        {
          control: control.id,
          subject: { type: 'cluster' },
          ...assessmentOf(control.assess(context)),
        },
      ];
  }
}

import { showsCni } from './detectCni';
import { Runner } from './detectFacts';
import { isIstiod } from './detectIstio';
import { isAmbientPod, runsProxy, wantsAmbient } from './istioPresence';
import { Owner } from './parseOwner';
import { isTerminated, PodObject } from './parsePod';
import { PodShape } from './Workload';

/** Of what facts a runner speaks. Most pods of a cluster speak of none. */
interface Told {
  readonly runner: Runner;
  readonly plugin: boolean;
  readonly proxy: boolean;
  readonly ambient: boolean;
  /** Asks for ambient mode, whether it has it or not. */
  readonly asks: boolean;
}

const known = new WeakMap<Owner | PodObject, Told>();

/**
 * What of owners and pods says something about the cluster as a whole, in their
 * order. Of those that show no more than a proxy the first ones do: in a mesh
 * every pod has one.
 */
export function tellingRunners(
  owners: readonly Owner[],
  pods: readonly PodObject[],
): readonly Runner[] {
  const telling: Runner[] = [];
  let proxy = false;
  let ambient = false;
  let asks = false;
  const look = (told: Told) => {
    const isNew =
      told.plugin ||
      (told.proxy && !proxy) ||
      (told.ambient && !ambient) ||
      (told.asks && !asks);
    proxy ||= told.proxy;
    ambient ||= told.ambient;
    asks ||= told.asks;
    if (isNew) telling.push(told.runner);
  };
  // Owners before pods, so that facts name the DaemonSet and not one pod of it.
  for (const owner of owners) {
    look(known.get(owner) ?? tell(owner, owner.kind, owner.template));
  }
  for (const object of pods) {
    if (!isTerminated(object.pod)) {
      look(known.get(object) ?? tell(object, 'Pod', object.pod));
    }
  }
  return telling;
}

function tell(source: Owner | PodObject, kind: string, shape: PodShape): Told {
  const { namespace, name } = source.meta;
  const object = `${kind} ${namespace}/${name}`;
  const runner = { object, namespace, name, shape };
  const told = {
    runner,
    plugin: showsCni(runner) || isIstiod(runner) || name === 'ztunnel',
    proxy: runsProxy(runner),
    ambient: isAmbientPod(runner),
    asks: wantsAmbient(shape.labels),
  };
  known.set(source, told);
  return told;
}

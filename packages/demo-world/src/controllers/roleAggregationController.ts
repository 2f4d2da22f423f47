import { isDeepStrictEqual } from 'node:util';
import { matchesLabelSelector } from '../protocol/labelSelector';
import { listAt } from '../store/KubeObject';
import { Controller } from './Controller';

const resource = 'clusterroles.rbac.authorization.k8s.io';

/** Writes into an aggregated ClusterRole the rules of those that its selectors match. */
export const roleAggregationController: Controller = {
  name: 'clusterrole-aggregation-controller',

  keysOf: (event, { store }) =>
    event.resource === resource
      ? store
          .scan(resource)
          .filter(role => role.aggregationRule)
          .map(role => role.metadata.name)
      : [],

  reconcile(name, { store }) {
    const role = store.get(resource, undefined, name);
    if (!role?.aggregationRule) return;
    const selectors = listAt(role, 'aggregationRule', 'clusterRoleSelectors');
    const rules = store
      .list(resource)
      .filter(
        one =>
          one.metadata.name !== name &&
          selectors.some(selector =>
            matchesLabelSelector(selector, one.metadata.labels),
          ),
      )
      .flatMap(one => listAt(one, 'rules'));
    if (!isDeepStrictEqual(role.rules ?? [], rules))
      store.put(resource, { ...role, rules });
  },
};

import { assertNever } from '../vocabulary';
import { StringMap } from '../snapshot/KubernetesObject';
import { LabelRequirement, LabelSelector } from '../snapshot/LabelSelector';

/**
 * Whether labels meet a selector, exactly as the API machinery decides: all
 * requirements hold; `NotIn` and `DoesNotExist` hold for a missing key; a
 * missing key is never equal to an empty value.
 */
export function matchLabels(
  selector: LabelSelector,
  labels: StringMap,
): boolean {
  return selector.requirements.every(r => meets(r, labels));
}

function meets(requirement: LabelRequirement, labels: StringMap): boolean {
  const { key, operator, values } = requirement;
  const present = Object.hasOwn(labels, key);
  switch (operator) {
    case 'In':
      return present && values.includes(labels[key]);
    case 'NotIn':
      return !present || !values.includes(labels[key]);
    case 'Exists':
      return present;
    case 'DoesNotExist':
      return !present;
    default:
      return assertNever(operator);
  }
}

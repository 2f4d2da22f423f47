import { StatusCause } from '../protocol/KubeError';
import { at, JsonValue, listAt } from '../store/KubeObject';

/** A value that is not acceptable. */
export const invalid = (
  field: string,
  value: unknown,
  why: string,
): StatusCause => ({
  reason: 'FieldValueInvalid',
  field,
  message: `Invalid value: ${JSON.stringify(value)}: ${why}`,
});

/** A value that is missing. */
export const required = (field: string, why = ''): StatusCause => ({
  reason: 'FieldValueRequired',
  field,
  message: why ? `Required value: ${why}` : 'Required value',
});

/** What is wrong with a LabelSelector. */
export const checkSelector = (selector: unknown, path: string): StatusCause[] =>
  listAt(selector, 'matchExpressions').flatMap((expression, index) => {
    const field = `${path}.matchExpressions[${index}]`;
    const values = at(expression, 'values');
    const count = Array.isArray(values) ? values.length : 0;
    switch (expression.operator) {
      case 'In':
      case 'NotIn':
        return count
          ? []
          : [
              required(
                `${field}.values`,
                "must be specified when `operator` is 'In' or 'NotIn'",
              ),
            ];
      case 'Exists':
      case 'DoesNotExist':
        return count
          ? [
              {
                reason: 'FieldValueForbidden',
                field: `${field}.values`,
                message:
                  "Forbidden: may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
              },
            ]
          : [];
      default:
        return [
          invalid(
            `${field}.operator`,
            expression.operator ?? '',
            'not a valid selector operator',
          ),
        ];
    }
  });

/** What is wrong with a port number; names pass. */
export const portCauses = (port: JsonValue | undefined, field: string) =>
  typeof port === 'number' && (port < 1 || port > 65535)
    ? [invalid(field, port, 'must be between 1 and 65535, inclusive')]
    : [];

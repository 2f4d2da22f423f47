import { OrRefusal, refused } from '../EditRefusal';
import { cleanPath } from './cleanPath';

/** What a path template may name. */
export interface TemplateNames {
  readonly cluster: string;
  readonly environment?: string;
  /** Of the object that is written. */
  readonly namespace: string;
  readonly caller: string;
  readonly callee: string;
  readonly callerNamespace: string;
  readonly calleeNamespace: string;
  /** The end that the object selects, and the other one. */
  readonly subject: string;
  readonly peer: string;
  readonly kind: string;
  /** Of the object. */
  readonly name: string;
}

// DNS labels joined by dots: a slash, a percent sign or `..` cannot be in it.
const namePattern =
  /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?)*$/;

/** The path of a new file; every variable is checked before, the path after. */
export const expandTemplate = (
  template: string,
  names: TemplateNames,
): OrRefusal<string> => {
  const variables = new Map<string, string>(Object.entries(names));
  const bad: string[] = [];
  const path = template.replace(/\{([A-Za-z]*)\}/g, (_, variable: string) => {
    const value = variables.get(variable);
    if (value === undefined || value.length > 253 || !namePattern.test(value)) {
      bad.push(variable);
      return '';
    }
    return value;
  });
  if (bad.length > 0) {
    return refused(
      'INVALID_SPEC',
      `'${bad[0]}' has no value that can be part of a path`,
    );
  }
  return cleanPath(path);
};

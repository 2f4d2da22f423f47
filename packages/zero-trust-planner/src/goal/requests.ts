import { AccessRule, RequestPath } from '../AccessGoal';

/** One of the requests that a rule stands for; what is absent is any. */
export interface AskedRequest {
  readonly method?: string;
  readonly path?: RequestPath;
}

/** Every method with every path; undefined where a rule names neither. */
export function requestsOf({
  http,
}: AccessRule): readonly (AskedRequest | undefined)[] {
  if (!http) return [undefined];
  const methods = http.methods.length > 0 ? http.methods : [undefined];
  const paths = http.paths.length > 0 ? http.paths : [undefined];
  return methods.flatMap(method =>
    paths.map(path => ({
      ...(method !== undefined && { method }),
      ...(path !== undefined && { path }),
    })),
  );
}

/** How many exact things a goal asks for. */
export function tupleCount(rules: readonly AccessRule[]): number {
  return rules.reduce((sum, rule) => sum + requestsOf(rule).length, 0);
}

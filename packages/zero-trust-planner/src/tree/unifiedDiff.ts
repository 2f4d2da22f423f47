import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';

/** Unified diff with three lines of context, as `git diff` prints it. */
export const unifiedDiff = (
  path: string,
  before: string | undefined,
  after: string | undefined,
): string =>
  createTwoFilesPatch(
    before === undefined ? '/dev/null' : `a/${path}`,
    after === undefined ? '/dev/null' : `b/${path}`,
    before ?? '',
    after ?? '',
    undefined,
    undefined,
    { context: 3, headerOptions: FILE_HEADERS_ONLY },
  );

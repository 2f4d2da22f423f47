/** Paths that changed; of a file that was moved, where it was and where it is. */
export const pathsOf = (
  files: readonly {
    readonly filename: string;
    readonly previous_filename?: string | null;
  }[],
): readonly string[] => [
  ...new Set(
    files.flatMap(({ filename, previous_filename: old }) =>
      old ? [old, filename] : [filename],
    ),
  ),
];

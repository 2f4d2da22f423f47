/** Where a document stands in the files that were given. */
export interface Place {
  readonly file: string;
  /** Counted from 1, empty documents included, as an editor's reader counts. */
  readonly document: number;
  /** Counted from 1, in the file. */
  readonly line: number;
}

/** Something of the input that could not be used. The rest was. */
export interface Problem extends Place {
  readonly message: string;
}

/** `policies/api.yaml:12: document 2: …`, which editors can jump to. */
export function formatProblem({ file, document, line, message }: Problem) {
  return `${file}:${line}: document ${document}: ${message}`;
}

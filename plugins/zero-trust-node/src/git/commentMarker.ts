/** What a comment of ours begins with, so that the same one is found again. */
export const commentMarker = (key: string): string =>
  `<!-- zero-trust:${key.replace(/[^\w.:/-]/g, '_')} -->`;

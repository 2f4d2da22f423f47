import { RepositoryFile, RepositoryTree } from '../PolicySource';

/** A repository of texts; modes and blobs by path where a test needs them. */
export const memoryTree = (
  files: Readonly<Record<string, string | Uint8Array>>,
  modes: Readonly<Record<string, string>> = {},
): RepositoryTree => ({
  files: Object.entries(files).map(
    ([path, content]): RepositoryFile => ({
      path,
      mode: modes[path] ?? '100644',
      blobSha: `blob-of-${path}`,
      size: bytesOf(content).byteLength,
    }),
  ),
  read: async path => (path in files ? bytesOf(files[path]) : undefined),
});

const bytesOf = (content: string | Uint8Array): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content;

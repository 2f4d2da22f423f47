/**
 * What others extend Zero Trust for Backstage with, and its adapters of git
 * hosts.
 *
 * @packageDocumentation
 */
export * from './extensionPoints';
export * from './git/GitHost';
export * from './git/GitHostError';
export * from './git/GitHostFactory';
export * from './git/createGitHost';
export * from './git/memory/MemoryForge';
export * from './git/memory/MemoryGitHost';
export * from './git/memory/MemoryRepository';
export * from './git/gitea/isGiteaSignature';

/**
 * Files that steer the git host, the pipeline or the tools of the repository.
 * Denied whatever the operator's globs say: whoever writes them can do more than
 * write policy.
 */
const deniedNames = new Set([
  'codeowners',
  'owners',
  'jenkinsfile',
  'azure-pipelines.yml',
  'azure-pipelines.yaml',
  'bitbucket-pipelines.yml',
  'bitbucket-pipelines.yaml',
  'buildspec.yml',
  'buildspec.yaml',
  'cloudbuild.yml',
  'cloudbuild.yaml',
  'appveyor.yml',
  'appveyor.yaml',
  'atlantis.yml',
  'atlantis.yaml',
  'codecov.yml',
  'skaffold.yaml',
  'taskfile.yml',
  'taskfile.yaml',
]);

/**
 * Also every hidden file and folder: `.github`, `.gitlab-ci.yml`, `.gitea`,
 * `.circleci`, `.sops.yaml` and those that are yet to come.
 */
export const isDeniedFile = (path: string): boolean =>
  path
    .split('/')
    .some(
      segment =>
        segment.startsWith('.') || deniedNames.has(segment.toLowerCase()),
    );

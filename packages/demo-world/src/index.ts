/**
 * Kubernetes clusters that run inside one Node process and speak the real
 * protocol, for the demo and for tests.
 */

export type { ClusterOptions } from './cluster/startCluster';
export { startCluster } from './cluster/startCluster';
export type { ObjectRef } from './cluster/DemoCluster';
export { DemoCluster } from './cluster/DemoCluster';
export type { Fault, FaultTarget } from './cluster/Faults';
export type { LoggedRequest } from './cluster/RequestLog';
export type { ClusterState } from './control/ClusterControl';
export type { Control } from './control/startControl';
export type { Bundle } from './crds/bundles';
export type { DemoGitOptions } from './git/demoGit';
export type { HostUser as GitUser } from './git/host/HostUser';
export type {
  GitHostOptions,
  RepositoryOptions,
  RunningGitHost,
} from './git/startGitHost';
export { startGitHost } from './git/startGitHost';
export type { GitOps, GitOpsOptions } from './gitops/startGitOps';
export { startGitOps } from './gitops/startGitOps';
export type { DemoWorld, DemoWorldOptions } from './startDemoWorld';
export { startDemoWorld } from './startDemoWorld';
export type { KubeObject } from './store/KubeObject';
export { writeKubeconfig } from './writeKubeconfig';

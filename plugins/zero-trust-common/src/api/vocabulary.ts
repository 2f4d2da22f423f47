import { z } from 'zod';

/** The closed unions of the API; the same words as the engine's. */
export const directionSchema = z.enum(['ingress', 'egress']);
/** Which of an entity's permissions are asked for. */
export const permissionDirectionSchema = z.enum(['inbound', 'outbound']);
export const outcomeSchema = z.enum([
  'allow',
  'deny',
  'conditional',
  'unknown',
]);
export const certaintySchema = z.enum([
  'spec',
  'probable',
  'cni-dependent',
  'undefined',
]);
export const layerSchema = z.enum(['network', 'transport', 'mesh']);
export const transportSchema = z.enum([
  'mtls',
  'hbone',
  'plaintext',
  'app-tls',
  'broken',
  'none',
  'unknown',
]);
export const protocolSchema = z.enum(['TCP', 'UDP', 'SCTP', 'ICMP']);
export const portProtocolSchema = z.enum(['TCP', 'UDP', 'SCTP']);
export const reservedPeerSchema = z.enum([
  'world',
  'host',
  'remote-node',
  'kube-apiserver',
  'ingress',
]);
export const dataPlaneSchema = z.enum([
  'sidecar',
  'ambient',
  'ambient-pending',
  'waypoint',
  'gateway',
  'proxyless-grpc',
  'none',
  'unknown',
]);
export const severitySchema = z.enum([
  'critical',
  'high',
  'medium',
  'low',
  'info',
]);

export type Outcome = z.infer<typeof outcomeSchema>;
export type Certainty = z.infer<typeof certaintySchema>;
export type Transport = z.infer<typeof transportSchema>;
export type LayerName = z.infer<typeof layerSchema>;
export type Protocol = z.infer<typeof protocolSchema>;
export type ReservedPeer = z.infer<typeof reservedPeerSchema>;
export type DataPlane = z.infer<typeof dataPlaneSchema>;
export type Severity = z.infer<typeof severitySchema>;
export type PermissionDirection = z.infer<typeof permissionDirectionSchema>;

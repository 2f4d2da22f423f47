import {
  MeshStage,
  NetworkStage,
} from '@ztn/backstage-plugin-zero-trust-common';
import { Tone } from '../../view/tone';

const ofMesh: Readonly<Record<MeshStage, Tone>> = {
  'not-in-mesh': 'bad',
  unknown: 'unknown',
  open: 'caution',
  permissive: 'caution',
  ready: 'caution',
  bypassed: 'bad',
  strict: 'good',
  'no-ports': 'neutral',
};

const ofNetwork: Readonly<Record<NetworkStage, Tone>> = {
  'no-policy': 'bad',
  unknown: 'unknown',
  'ingress-only': 'caution',
  'egress-only': 'caution',
  'default-deny': 'good',
};

export const toneOfMeshStage = (stage: MeshStage): Tone => ofMesh[stage];
export const toneOfNetworkStage = (stage: NetworkStage): Tone =>
  ofNetwork[stage];

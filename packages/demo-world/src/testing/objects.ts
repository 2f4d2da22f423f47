import { JsonObject, KubeObject } from '../store/KubeObject';

/** A namespace with labels. */
export const namespace = (
  name: string,
  labels: Record<string, string> = {},
): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels },
});

/** A ConfigMap, the plainest object there is. */
export const configMap = (
  name: string,
  data: Record<string, string> = {},
  labels: Record<string, string> = {},
): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, labels },
  data,
});

const template = (app: string): JsonObject => ({
  metadata: { labels: { app } },
  spec: {
    containers: [
      {
        name: 'main',
        image: 'shop:1',
        ports: [{ name: 'http', containerPort: 8080 }],
      },
    ],
  },
});

/** A Deployment of one container that listens on 8080. */
export const deployment = (
  name: string,
  replicas = 1,
): KubeObject & { spec: JsonObject } => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, labels: { app: name } },
  spec: {
    replicas,
    selector: { matchLabels: { app: name } },
    template: template(name),
  },
});

/** A Service on port 80 for the pods with the label `app`. */
export const service = (app: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: app },
  spec: {
    selector: { app },
    ports: [{ name: 'http', port: 80, targetPort: 'http' }],
  },
});

import { Readable } from 'node:stream';
import { AuthService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { Permission } from '@backstage/plugin-permission-common';
import { DocumentCollatorFactory } from '@backstage/plugin-search-common';
import {
  KUBERNETES_ID_ANNOTATION,
  KUBERNETES_LABEL_SELECTOR_ANNOTATION,
  WORKLOAD_ANNOTATION,
} from '@ztn/backstage-plugin-zero-trust-common';
import { FINDING_DOCUMENT_TYPE } from './FindingDocument';
import { PostureReader } from './PostureReader';
import { toDocuments } from './toDocuments';

const namesWorkloads = [
  KUBERNETES_ID_ANNOTATION,
  KUBERNETES_LABEL_SELECTOR_ANNOTATION,
  WORKLOAD_ANNOTATION,
].map(annotation => ({
  [`metadata.annotations.${annotation}`]: CATALOG_FILTER_EXISTS,
}));

/** What the collator is made of. */
export interface FindingsCollatorParts {
  readonly auth: AuthService;
  readonly catalog: CatalogService;
  readonly postures: PostureReader;
  /** Whoever holds it for the entity finds its findings. */
  readonly visibilityPermission: Permission;
  readonly locationOf: (entity: Entity) => string;
}

/**
 * Collects the findings of every entity that names workloads. When the backend
 * fails, so does the collation, and the search goes on with the last index.
 */
export class FindingsCollatorFactory implements DocumentCollatorFactory {
  readonly type = FINDING_DOCUMENT_TYPE;
  readonly visibilityPermission: Permission;

  constructor(private readonly parts: FindingsCollatorParts) {
    this.visibilityPermission = parts.visibilityPermission;
  }

  async getCollator(): Promise<Readable> {
    return Readable.from(this.documents());
  }

  private async *documents() {
    const { auth, catalog, postures, locationOf } = this.parts;
    const credentials = await auth.getOwnServiceCredentials();
    const pages = catalog.streamEntities(
      {
        filter: namesWorkloads,
        fields: [
          'kind',
          'metadata.name',
          'metadata.namespace',
          'metadata.title',
          'relations',
        ],
      },
      { credentials },
    );
    for await (const page of pages) {
      for (const entity of page) {
        const workloads = await postures.read(stringifyEntityRef(entity));
        yield* toDocuments(entity, workloads, locationOf);
      }
    }
  }
}

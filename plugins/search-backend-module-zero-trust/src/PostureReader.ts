import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import { FoundWorkload, foundWorkloadsSchema } from './FoundWorkload';

/** Asks the zero trust backend with the rights of the search backend. */
export class PostureReader {
  constructor(
    private readonly auth: AuthService,
    private readonly discovery: DiscoveryService,
  ) {}

  /**
   * None for an entity that is gone meanwhile. Throws when the backend
   * fails: an answer that is missing must not look like one without findings.
   */
  async read(entityRef: string): Promise<readonly FoundWorkload[]> {
    const { kind, namespace, name } = parseEntityRef(entityRef);
    const base = await this.discovery.getBaseUrl('zero-trust');
    const path = [kind, namespace, name].map(encodeURIComponent).join('/');
    const { token } = await this.auth.getPluginRequestToken({
      onBehalfOf: await this.auth.getOwnServiceCredentials(),
      targetPluginId: 'zero-trust',
    });
    const response = await fetch(`${base}/v1/entities/${path}/posture`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    if (response.status === 404) return [];
    if (!response.ok) throw await ResponseError.fromResponse(response);
    const { workloads } = await response.json();
    return foundWorkloadsSchema.parse(workloads);
  }
}

import { PermissionsService } from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';
import {
  NewWaiver,
  zeroTrustComplianceReadPermission,
  zeroTrustWaiverCreatePermission,
  zeroTrustWaiverDeletePermission,
} from '@ztn/backstage-plugin-zero-trust-common';
import { notAllowed } from '../posture/errors';
import { AskOptions } from '../posture/PostureService';
import { ParsedWaiversQuery, WaiverService } from './WaiverService';

/** Who may see the fleet sees its exceptions; making and ending them is more. */
export class AuthorizedWaiverService implements WaiverService {
  constructor(
    private readonly inner: WaiverService,
    private readonly permissions: PermissionsService,
  ) {}

  async list(query: ParsedWaiversQuery, options: AskOptions) {
    await this.require(zeroTrustComplianceReadPermission, options);
    return this.inner.list(query, options);
  }

  async create(waiver: NewWaiver, options: AskOptions) {
    await this.require(zeroTrustWaiverCreatePermission, options);
    return this.inner.create(waiver, options);
  }

  async end(id: string, options: AskOptions) {
    await this.require(zeroTrustWaiverDeletePermission, options);
    return this.inner.end(id, options);
  }

  private async require(
    permission: BasicPermission,
    { credentials }: AskOptions,
  ): Promise<void> {
    const [decision] = await this.permissions.authorize([{ permission }], {
      credentials,
    });
    if (decision.result !== AuthorizeResult.ALLOW) throw notAllowed();
  }
}

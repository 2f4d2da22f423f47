import {
  AuthService,
  BackstageCredentials,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { notEnabled } from '../errors';
import { Asker } from './AccessService';

/** Tells who asks for access, whichever door the question came through. */
export class Askers {
  constructor(
    private readonly parts: {
      readonly auth: AuthService;
      readonly userInfo: UserInfoService;
      readonly enabled: boolean;
    },
  ) {}

  /** Only people ask: who owns what cannot be told of a service. */
  async of(credentials: BackstageCredentials): Promise<Asker> {
    const { auth, userInfo, enabled } = this.parts;
    if (!auth.isPrincipal(credentials, 'user')) {
      throw new NotAllowedError('only people may ask about access');
    }
    if (!enabled) throw notEnabled();
    const info = await userInfo.getUserInfo(credentials);
    const { userEntityRef } = credentials.principal;
    return {
      credentials,
      userRef: userEntityRef,
      owns: [...new Set([userEntityRef, ...info.ownershipEntityRefs])],
    };
  }
}

import { createHmac } from 'node:crypto';
import { isGiteaSignature } from './isGiteaSignature';

const body = Buffer.from('{"action":"closed"}');
const sign = (secret: string, text: Buffer = body) =>
  createHmac('sha256', secret).update(text).digest('hex');

const check = (signature: string | string[] | undefined) =>
  isGiteaSignature('secret', {
    headers: { 'x-gitea-signature': signature },
    raw: { body },
  });

describe('isGiteaSignature', () => {
  it('accepts what is signed with the secret', () => {
    expect(check(sign('secret'))).toBe(true);
  });

  it.each([
    ['no signature', undefined],
    ['an empty one', ''],
    ['one with another secret', sign('other')],
    ['one of another body', sign('secret', Buffer.from('{}'))],
    ['one that is cut off', sign('secret').slice(0, 40)],
    ['two of them', [sign('secret'), sign('secret')]],
  ])('T11: refuses %s', (_, signature) => {
    expect(check(signature)).toBe(false);
  });
});

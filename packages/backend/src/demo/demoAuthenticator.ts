import { NotAllowedError, InputError } from '@backstage/errors';
import { createProxyAuthenticator } from '@backstage/plugin-auth-node';

/** The header in which the sign-in page says who somebody wants to be. */
export const demoUserHeader = 'x-demo-user';

/** Nobody proves anything here, so it works nowhere but on a developer's machine. */
export const requireDevelopment = (env: string | undefined): void => {
  if (env !== 'development')
    throw new NotAllowedError(
      'the demo sign-in works in a development environment alone',
    );
};

/** Takes whoever asks for the demo's user whose name the request gives. */
export const demoAuthenticator = createProxyAuthenticator<
  undefined,
  { readonly name: string },
  { readonly name: string }
>({
  defaultProfileTransform: async () => ({ profile: {} }),
  initialize: () => undefined,
  async authenticate({ req }) {
    requireDevelopment(process.env.NODE_ENV);
    const name = req.header(demoUserHeader);
    if (!name || !/^[a-z0-9][a-z0-9._-]{0,62}$/i.test(name))
      throw new InputError(`the header ${demoUserHeader} names no user`);
    return { result: { name } };
  },
});

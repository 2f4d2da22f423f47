import { discoveryApiRef, IdentityApi } from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { chosenUserKey } from './chosenUser';
import { DemoSignInPage } from './DemoSignInPage';

// The first render loads the components of the whole page.
jest.setTimeout(30_000);

const base = 'http://localhost:7007/api/auth';

const session = (name: string) => ({
  profile: {},
  providerInfo: {},
  backstageIdentity: {
    token: `x.${btoa(JSON.stringify({ exp: 4_000_000_000 }))}.x`,
    identity: {
      type: 'user',
      userEntityRef: `user:default/${name}`,
      ownershipEntityRefs: [`user:default/${name}`],
    },
  },
});

const users = [
  { name: 'guest', title: 'Guest', teams: ['Checkout'] },
  { name: 'mila.novak', title: 'Mila Novak', teams: ['Checkout'] },
  { name: 'amira.haddad', title: 'Amira Haddad', teams: ['Payments'] },
];

/** The auth backend, as far as the page asks it. */
const answer = async (
  input: RequestInfo | URL,
  init?: RequestInit,
): Promise<Response> => {
  const url = String(input);
  if (url === `${base}/demo/start`)
    return new Response(JSON.stringify({ users }));
  const name = new Headers(init?.headers).get('x-demo-user');
  if (url.startsWith(`${base}/guest/refresh`))
    return new Response(JSON.stringify(session('guest')));
  return url.startsWith(`${base}/demo/refresh`) && name === 'amira.haddad'
    ? new Response(JSON.stringify(session(name)))
    : new Response('{}', { status: 404 });
};

const open = async () => {
  const onSignInSuccess = jest.fn<void, [IdentityApi]>();
  await renderInTestApp(<DemoSignInPage onSignInSuccess={onSignInSuccess} />, {
    apis: [[discoveryApiRef, { getBaseUrl: async () => base }]],
    config: { app: { title: 'Shop portal' } },
  });
  const signedIn = async () => {
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalled());
    return onSignInSuccess.mock.calls[0][0];
  };
  return { onSignInSuccess, signedIn };
};

describe('DemoSignInPage', () => {
  beforeEach(() => {
    localStorage.clear();
    jest.spyOn(global, 'fetch').mockImplementation(answer);
  });
  afterEach(() => jest.restoreAllMocks());

  it('lets guests enter, by the only button of that name', async () => {
    const { signedIn } = await open();
    await screen.findByRole('heading', { name: 'Payments' });
    fireEvent.click(screen.getByRole('button', { name: /enter/i }));
    const identity = await signedIn();
    expect((await identity.getBackstageIdentity()).userEntityRef).toBe(
      'user:default/guest',
    );
  });

  it('signs in as somebody of the shop, and remembers it until they sign out', async () => {
    const { signedIn } = await open();
    const amira = await screen.findByRole('button', {
      name: 'Sign in as Amira Haddad, Payments',
    });
    fireEvent.click(amira);
    const identity = await signedIn();
    expect((await identity.getBackstageIdentity()).userEntityRef).toBe(
      'user:default/amira.haddad',
    );
    expect(localStorage.getItem(chosenUserKey)).toBe('amira.haddad');
    await identity.signOut();
    expect(localStorage.getItem(chosenUserKey)).toBeNull();
  });

  it('signs in at once as the one who was chosen before', async () => {
    localStorage.setItem(chosenUserKey, 'amira.haddad');
    const { signedIn } = await open();
    const identity = await signedIn();
    expect((await identity.getBackstageIdentity()).userEntityRef).toBe(
      'user:default/amira.haddad',
    );
  });

  it('says that somebody cannot be signed in, and offers the others', async () => {
    const { signedIn } = await open();
    const mila = await screen.findByRole('button', {
      name: 'Sign in as Mila Novak, Checkout',
    });
    fireEvent.click(mila);
    expect(await screen.findByText(/Nobody was signed in/)).toBeInTheDocument();
    const amira = await screen.findByRole('button', {
      name: 'Sign in as Amira Haddad, Payments',
    });
    fireEvent.click(amira);
    expect(await signedIn()).toBeDefined();
  });

  it('is there for guests alone where nobody else is offered', async () => {
    jest
      .spyOn(global, 'fetch')
      .mockImplementation(async () => new Response('{}', { status: 404 }));
    await open();
    expect(screen.getByRole('button', { name: 'Enter' })).toBeInTheDocument();
    expect(screen.queryByText('Somebody of the shop')).toBeNull();
  });
});

import { actionsRegistryServiceFactory } from '@backstage/backend-defaults/alpha';
import { mockCredentials } from '@backstage/backend-test-utils';
import { Server } from 'node:http';
import request from 'supertest';
import { as } from '../../testing/startTestPlugin';

/** The registry of a real backend, which answers over HTTP. */
export const actionsFeature = actionsRegistryServiceFactory;

const base = '/api/zero-trust/.backstage/actions/v1/actions';

/** What agents and other plugins ask the plugin's actions. */
export function invokeActions(server: Server) {
  const invoke = (name: string, input: object, authorization: string) =>
    request(server)
      .post(`${base}/${encodeURIComponent(`zero-trust:${name}`)}/invoke`)
      .set('authorization', authorization)
      .send(input);
  return {
    list: async (user = 'admin') => {
      const { body } = await request(server)
        .get(base)
        .set('authorization', as(user));
      return body.actions as readonly {
        readonly name: string;
        readonly attributes: Record<string, boolean>;
        readonly description: string;
        readonly schema: { readonly input: object; readonly output: object };
      }[];
    },
    invoke: (name: string, input: object, user = 'admin') =>
      invoke(name, input, as(user)),
    invokeAsService: (name: string, input: object) =>
      invoke(name, input, mockCredentials.service.header()),
    invokeAsNobody: (name: string, input: object) =>
      invoke(name, input, mockCredentials.none.header()),
  };
}

/** What an error says, without names and ages: to compare two of them. */
export const refusal = (
  answer: {
    readonly status: number;
    readonly body: {
      readonly error?: { readonly code?: string; readonly message: string };
    };
  },
  ...names: readonly string[]
) => {
  const { error } = answer.body;
  const message = names.reduce(
    (text, name) => text.replaceAll(name, 'X'),
    error?.message ?? '',
  );
  return [
    answer.status,
    error?.code,
    message.replace(/\d+ s ago/, 'N s ago'),
  ] as const;
};

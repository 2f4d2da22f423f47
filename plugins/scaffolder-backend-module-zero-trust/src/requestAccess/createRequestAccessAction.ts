import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import {
  AuthService,
  DiscoveryService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import {
  ActionContext,
  TemplateAction,
} from '@backstage/plugin-scaffolder-node';
import { accessClientFor } from './accessClientFor';
import { askForAccess, Asked } from './askForAccess';
import { examples } from './examples';
import { inputSchema, parseInput, RequestAccessInput } from './input';
import { outputSchema, RequestAccessOutput, toOutput } from './output';
import { tellRefusal } from './tellRefusal';
import { toActionSchema } from './toActionSchema';
import { Pause, waitUntilOpen } from './waitUntilOpen';

export interface RequestAccessServices {
  readonly auth: AuthService;
  readonly config: RootConfigService;
  readonly discovery: DiscoveryService;
  /** The clock's own when absent. */
  readonly pause?: Pause;
}

type Context = ActionContext<RequestAccessInput, RequestAccessOutput>;

const byTheClock: Pause = (ms, signal) => setTimeout(ms, undefined, { signal });

/**
 * `zero-trust:request-access`: asks that one service may call another, as
 * whoever started the task. The backend checks, plans and opens the pull request.
 */
export function createRequestAccessAction({
  auth,
  config,
  discovery,
  pause = byTheClock,
}: RequestAccessServices): TemplateAction<
  RequestAccessInput,
  RequestAccessOutput
> {
  const appUrl = (config.getOptionalString('app.baseUrl') ?? '').replace(
    /\/+$/,
    '',
  );
  return {
    id: 'zero-trust:request-access',
    description:
      'Asks for one service to be allowed to call another: opens a pull request with the policies, which an owner of the called service reviews.',
    examples,
    supportsDryRun: true,
    // The API's own schemas, so that a template is checked by what is asked.
    schema: {
      input: toActionSchema(inputSchema, 'input'),
      output: toActionSchema(outputSchema, 'output'),
    },
    async handler(ctx) {
      const { logger, signal } = ctx;
      const input = parseInput(ctx.input);
      const credentials = await ctx.getInitiatorCredentials();
      const requests = accessClientFor(credentials, { auth, discovery });
      try {
        const asked = await askForAccess(input, {
          requests,
          idempotencyKey: keyOf(ctx),
          isDryRun: ctx.isDryRun === true,
          signal,
        });
        const request =
          asked.request && input.waitFor === 'open'
            ? await waitUntilOpen(asked.request, {
                ...input,
                requests,
                pause,
                signal,
              })
            : asked.request;
        const output = outputOf({ ...asked, request }, ctx, appUrl);
        tell(asked, output, message => logger.info(message));
        Object.entries(output).forEach(([name, value]) =>
          ctx.output(name as keyof RequestAccessOutput, value),
        );
      } catch (error) {
        throw tellRefusal(error);
      }
    },
  };
}

/** One request for one step of one task and what it asks for: a step may loop. */
function keyOf({ task, step, input }: Context): string {
  const what = JSON.stringify([task.id, step?.id ?? '', input]);
  return `scaffolder-${createHash('sha256').update(what).digest('hex')}`;
}

function outputOf(
  { preview, request }: Asked,
  { user }: Context,
  appUrl: string,
): RequestAccessOutput {
  if (request) {
    const isOwn = user?.ref === undefined || request.requester === user.ref;
    return toOutput(isOwn ? 'requested' : 'joined', request, appUrl);
  }
  const outcome =
    preview.outcome === 'already_allowed' ? 'already_allowed' : 'previewed';
  return { outcome, sentence: preview.sentence };
}

function tell(
  { preview }: Asked,
  { outcome, sentence, shortId, state, url }: RequestAccessOutput,
  say: (message: string) => void,
): void {
  say(`${outcome}: ${sentence}`);
  preview.findings
    .filter(({ level }) => level !== 'info')
    .forEach(({ id, level, message }) => say(`${level} ${id}: ${message}`));
  if (shortId) say(`request ${shortId} is ${state}: ${url}`);
}

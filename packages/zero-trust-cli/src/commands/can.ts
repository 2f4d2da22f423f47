import { HttpRequest, nearestRules, remedyOf } from '@ztn/zero-trust-engine';
import { exitCodes } from '../exitCodes';
import { nearestText, remedyText } from '../output/explanationText';
import { verdictText } from '../output/verdictText';
import { parsePort } from '../refs/parsePort';
import { UsageError } from '../UsageError';
import { Question, askedOf } from '../world/judgeQuestion';
import { loadWorld, worldHelp, worldOptions } from '../world/worldOptions';
import {
  Command,
  OptionValues,
  requiredText,
  textOf,
  textsOf,
  wordOf,
} from './Command';
import { refHelp } from './help';

/** `ztn can`: one question, one verdict; yes only when it is `allow`. */
export const can: Command = {
  name: 'can',
  summary: 'may this caller open that connection, and which rule decides',
  help: `ztn can --from REF --to REF --port PORT[/PROTOCOL] -f PATH [options]

Judges one connection over all layers and names the rules that decide.
Exit code 0 only for 'allow'; 1 for deny, conditional and unknown.

  --from REF            who calls
  --to REF              who is called
  --port 8080, 53/UDP   the port: of the Service where --to is one, else of the pod
  --method GET          what is known of an HTTP request; what is not given is
  --path /v1/items      unknown, and a rule that reads it answers 'conditional'
  --host api.example.com
  --header name=value   repeat; then these are all headers of the request
  --sni NAME            the server name of a TLS connection
  --explain             for a call that is refused: the rules that came closest, and
                        what would let it through
  -o, --output          text (default), json

${refHelp}
${worldHelp}
Example:
  ztn can -f manifests --from shop/Deployment/web --to shop/Service/api --port 80 --method GET --path /items
`,
  options: {
    ...worldOptions,
    from: { type: 'string' },
    to: { type: 'string' },
    port: { type: 'string' },
    method: { type: 'string' },
    path: { type: 'string' },
    host: { type: 'string' },
    header: { type: 'string', multiple: true },
    sni: { type: 'string' },
    explain: { type: 'boolean' },
    output: { type: 'string', short: 'o' },
  },
  async run(values, io) {
    const output = wordOf(values, 'output', ['text', 'json']);
    const question = questionOf(values);
    const world = await loadWorld(values, io);
    const { cluster, connection } = askedOf(world, question);
    const { engine } = cluster;
    const verdict = engine.judge(connection);
    const explained = values.explain === true && verdict.outcome !== 'allow';
    const nearest = explained ? nearestRules(engine, connection) : [];
    const remedy = explained ? remedyOf(engine, connection) : undefined;
    if (output === 'json') {
      const answer = explained ? { ...verdict, nearest, remedy } : verdict;
      io.out(`${JSON.stringify(answer, null, 2)}\n`);
    } else {
      const { from, to, protocol, port } = question;
      const on = port === null ? protocol : `${protocol} ${port}`;
      io.out(verdictText(`${from} => ${to} ${on}`, verdict));
      io.out(nearestText(nearest) + remedyText(remedy));
    }
    return verdict.outcome === 'allow' ? exitCodes.done : exitCodes.no;
  },
};

function questionOf(values: OptionValues): Question {
  const sni = textOf(values, 'sni');
  const http = httpOf(values);
  return {
    from: requiredText(values, 'from'),
    to: requiredText(values, 'to'),
    ...parsePort(requiredText(values, 'port')),
    ...(http && { http }),
    ...(sni !== undefined && { tls: { sni } }),
  };
}

function httpOf(values: OptionValues): HttpRequest | undefined {
  const method = textOf(values, 'method');
  const path = textOf(values, 'path');
  const host = textOf(values, 'host');
  const headers = textsOf(values, 'header').map(text => {
    const [, name, value] = /^([^=:]+)=(.*)$/.exec(text) ?? [];
    if (name === undefined) {
      throw new UsageError(`--header is name=value, not '${text}'`);
    }
    return [name, value] as const;
  });
  const http = {
    ...(method !== undefined && { method }),
    ...(path !== undefined && { path }),
    ...(host !== undefined && { host }),
    ...(headers.length > 0 && { headers: Object.fromEntries(headers) }),
  };
  return Object.keys(http).length > 0 ? http : undefined;
}

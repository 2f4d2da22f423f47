import { exitCodes } from '../exitCodes';
import { parseQuestion } from '../probe/parseQuestion';
import { judgeQuestion } from '../world/judgeQuestion';
import { World } from '../world/World';
import { loadWorld, worldHelp, worldOptions } from '../world/worldOptions';
import { Command } from './Command';
import { refHelp } from './help';

/** `ztn probe`: any number of questions, one process. */
export const probe: Command = {
  name: 'probe',
  summary: 'answers questions from standard input, JSON lines in and out',
  help: `ztn probe -f PATH < questions.jsonl > answers.jsonl

Reads one question a line and writes one answer a line, in order. The cluster is
read once. A question that cannot be answered gets {"id":…,"error":"…"}.

Question:
  {"id":"1","from":REF,"to":REF,"port":8080,"protocol":"TCP",
   "http":{"method":"POST","path":"/v1/items","host":"api","headers":{}},
   "tls":{"sni":"api"},"requestClaims":{"sub":"x"}}
'protocol' is TCP (when left out), UDP, SCTP, or ICMP without a port. "http":null
says that it is no HTTP; what is left out is not known.

Answer:
  {"id":"1","outcome":"deny","transport":"mtls","certainty":"spec",
   "layers":[…],"gaps":[],"backends":[…]}

${refHelp}
${worldHelp}
Example:
  echo '{"id":"1","from":"shop/Deployment/web","to":"shop/Service/api","port":80}' | ztn probe -f manifests
`,
  options: { ...worldOptions },
  async run(values, io) {
    const world = await loadWorld(values, io);
    for await (const line of io.lines()) {
      if (line.trim() === '') continue;
      io.out(`${JSON.stringify(answerTo(line, world))}\n`);
    }
    return exitCodes.done;
  },
};

function answerTo(line: string, world: World): object {
  let id: unknown;
  try {
    const value: unknown = JSON.parse(line);
    id = idOf(value);
    const { question } = parseQuestion(value);
    return {
      ...(id === undefined ? {} : { id }),
      ...judgeQuestion(world, question),
    };
  } catch (error) {
    // Whatever is wrong with one question must not cost the others their answers.
    const message = error instanceof Error ? error.message : String(error);
    return { ...(id === undefined ? {} : { id }), error: message };
  }
}

function idOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'id' in value
    ? value.id
    : undefined;
}

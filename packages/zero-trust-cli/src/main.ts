import { parseArgs } from 'node:util';
import { commands } from './commands';
import { Command, OptionValues } from './commands/Command';
import { ExitCode, exitCodes } from './exitCodes';
import { Io } from './Io';
import { UsageError } from './UsageError';

/**
 * Runs one command line and answers its exit code. Never throws for what people
 * typed or files hold; an error that gets out of here is a fault of the program.
 */
export async function main(args: readonly string[], io: Io): Promise<ExitCode> {
  try {
    return await run(args, io);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    io.err(`ztn: ${error.message}\n`);
    return exitCodes.usage;
  }
}

async function run(args: readonly string[], io: Io): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (
    name === undefined ||
    name === 'help' ||
    name === '--help' ||
    name === '-h'
  ) {
    const asked = commands.find(command => command.name === rest[0]);
    const text = asked ? asked.help : overview();
    if (name === undefined) io.err(text);
    else io.out(text);
    return name === undefined ? exitCodes.usage : exitCodes.done;
  }
  const command = commands.find(candidate => candidate.name === name);
  if (!command) {
    throw new UsageError(
      `there is no command '${name}'; there is ${commands
        .map(c => c.name)
        .join(', ')}`,
    );
  }
  const values = parse(command, rest);
  if (values.help === true) {
    io.out(command.help);
    return exitCodes.done;
  }
  return command.run(values, io);
}

function parse(command: Command, args: readonly string[]): OptionValues {
  try {
    return parseArgs({
      args: [...args],
      options: {
        ...command.options,
        help: { type: 'boolean', short: 'h' },
      },
      strict: true,
      allowPositionals: false,
    }).values;
  } catch (error) {
    if (!isAboutArguments(error)) throw error;
    // The first sentence says it; the others are about Node's own interface.
    const [said] = error.message.split('. ');
    throw new UsageError(
      `${said}; 'ztn ${command.name} --help' tells what there is`,
      { cause: error },
    );
  }
}

function isAboutArguments(error: unknown): error is Error {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' && code.startsWith('ERR_PARSE_ARGS_');
}

function overview(): string {
  const list = commands.map(
    ({ name, summary }) => `  ${name.padEnd(8)}${summary}`,
  );
  return `ztn <command> -f <file-or-folder> [options]

Who may call whom in a Kubernetes cluster, and which rule decides. Reads
manifests; writes nothing.

Commands:
${list.join('\n')}

'ztn <command> --help' tells the options of a command.

Exit codes: 0 done, 1 the answer is no, 2 the question or the input is wrong.
`;
}

import { ParseArgsConfig } from 'node:util';
import { ExitCode } from '../exitCodes';
import { Io } from '../Io';
import { UsageError } from '../UsageError';

/** Options as `node:util` takes them. */
export type OptionsConfig = NonNullable<ParseArgsConfig['options']>;

/** Option values after parsing; a repeatable option gives a list. */
export type OptionValues = Readonly<
  Record<string, string | boolean | readonly (string | boolean)[] | undefined>
>;

/** One command of `ztn`. */
export interface Command {
  readonly name: string;
  /** One line in the list of commands. */
  readonly summary: string;
  /** The whole text of `ztn <command> --help`. */
  readonly help: string;
  readonly options: OptionsConfig;
  run(values: OptionValues, io: Io): Promise<ExitCode>;
}

/** A text option; undefined when it was not given. */
export function textOf(values: OptionValues, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

/** A text option without which the command cannot go on. */
export function requiredText(values: OptionValues, name: string): string {
  const value = textOf(values, name);
  if (value !== undefined && value !== '') return value;
  throw new UsageError(`--${name} is missing`);
}

/** All values of a repeatable option. */
export function textsOf(values: OptionValues, name: string): readonly string[] {
  const value = values[name];
  return Array.isArray(value)
    ? value.filter(entry => typeof entry === 'string')
    : [];
}

/** One word of a list; the first when the option was not given. */
export function wordOf<T extends string>(
  values: OptionValues,
  name: string,
  words: readonly [T, ...T[]],
): T {
  const value = textOf(values, name);
  if (value === undefined) return words[0];
  const found = words.find(word => word === value);
  if (found !== undefined) return found;
  throw new UsageError(
    `--${name} is one of ${words.join(', ')}, not '${value}'`,
  );
}

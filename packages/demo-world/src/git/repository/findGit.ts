import { runGit } from './runGit';

let known: Promise<string | undefined> | undefined;

/** The version of the system's git, `2.39.5`; undefined when there is none. */
export const findGit = (): Promise<string | undefined> => {
  known ??= askGit();
  return known;
};

const askGit = async (): Promise<string | undefined> => {
  try {
    const { output } = await runGit(['--version']);
    return /(\d+\.\d+(\.\d+)?)/.exec(output.toString('utf8'))?.[1];
  } catch {
    return undefined;
  }
};

/** Why there is no git host without git, and what to do. */
export const gitIsMissing =
  'the demo git host needs the program git, and it is not on the PATH; install it (Debian: apt-get install git) and start again';

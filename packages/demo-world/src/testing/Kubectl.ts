import { ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** How one run of kubectl ended. */
export interface KubectlResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A kubectl that goes on until it is stopped. */
export interface RunningKubectl {
  /** The next line of output; rejects when the program ends instead. */
  next(): Promise<string>;
  stop(): Promise<void>;
}

/**
 * The real program, with a home of its own: it neither reads the settings of
 * whoever runs the tests nor leaves a discovery cache behind with them.
 */
export class Kubectl {
  constructor(
    private readonly file: string,
    private readonly kubeconfig: string,
    private readonly home: string,
  ) {}

  /** Runs it to its end; what is given as input comes from `-f -`. */
  async run(args: readonly string[], input = ''): Promise<KubectlResult> {
    const child = this.start(args);
    const out = { stdout: '', stderr: '' };
    child.stdout?.on('data', chunk => (out.stdout += chunk));
    child.stderr?.on('data', chunk => (out.stderr += chunk));
    child.stdin?.end(input);
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    return { code, ...out };
  }

  /** Starts it and hands out its lines one by one. */
  follow(args: readonly string[]): RunningKubectl {
    const child = this.start(args);
    const closed = new Promise<void>(resolve =>
      child.on('close', () => resolve()),
    );
    const lines = createInterface({ input: child.stdout! })[
      Symbol.asyncIterator
    ]();
    return {
      async next() {
        const { value, done } = await lines.next();
        if (done) throw new Error(`kubectl ${args.join(' ')} ended`);
        return value;
      },
      async stop() {
        child.kill();
        await closed;
      },
    };
  }

  private start(args: readonly string[]): ChildProcess {
    return spawn(this.file, ['--request-timeout=10s', ...args], {
      env: {
        PATH: process.env.PATH,
        HOME: this.home,
        KUBECONFIG: this.kubeconfig,
      },
    });
  }
}

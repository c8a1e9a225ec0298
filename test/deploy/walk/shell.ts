import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** What became of one command. */
export interface Done {
  /** What it ended with. */
  code: number;
  /** Standard output, and then standard error. */
  text: string;
  milliseconds: number;
}

/** A person’s shell in the repository: what one command sets, the next one finds. Nothing is played. */
export interface Shell {
  /** @param input what is at its standard input */
  run(command: string, input?: string): Promise<Done>;
  end(): Promise<void>;
}

/** Opens a bash in a folder. An undefined variable ends it. */
export const openShell = (folder: string, environment: Readonly<Record<string, string>>): Shell => {
  const own = mkdtempSync(join(tmpdir(), 'walk-'));
  const at = (name: string): string => join(own, name);
  const shell = spawn('bash', ['-u', '-o', 'pipefail'], {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const said = createInterface(shell.stdout);
  const ended = once(shell, 'exit').then(() => undefined);
  return {
    run: async (command, input = '') => {
      const startedAt = Date.now();
      for (const [name, content] of Object.entries({ command, input, out: '', err: '' }))
        writeFileSync(at(name), content, { mode: 0o600 });
      shell.stdin.write(`. ${at('command')} < ${at('input')} > ${at('out')} 2> ${at('err')}; echo $?\n`);
      const line = await Promise.race([once(said, 'line') as Promise<[string]>, ended]);
      const text = readFileSync(at('out'), 'utf8') + readFileSync(at('err'), 'utf8');
      if (line === undefined) throw new Error(`The shell ended at:\n${command}\n${text}`);
      return { code: Number(line[0]), text, milliseconds: Date.now() - startedAt };
    },
    end: async () => {
      shell.stdin.end();
      await ended;
      rmSync(own, { recursive: true, force: true });
    },
  };
};

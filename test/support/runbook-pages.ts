import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const repository = join(import.meta.dirname, '..', '..');

/** Pages with commands that operators paste. */
export const runbookPages: readonly string[] = [
  ...readdirSync(join(repository, 'docs', 'runbooks'))
    .filter((file) => file.endsWith('.md'))
    .map((file) => join('docs', 'runbooks', file)),
  join('docs', 'operating.md'),
];

export interface Block {
  /** As it is pasted, without the indentation of a list. */
  script: string;
  /** Why it is not run, where a comment before it says so: `<!-- not run: … -->`. */
  notRun?: string;
}

const fence = /(?:<!-- not run: (?<notRun>[^>]+?) -->\s*)?^(?<indent> *)```sh\n(?<script>.*?)^ *```$/gms;

/** The blocks of a page, in order. */
export const blocksOf = (page: string): Block[] =>
  [...readFileSync(join(repository, page), 'utf8').matchAll(fence)].map(({ groups = {} }) => {
    const { notRun, indent = '', script = '' } = groups;
    return { script: script.replaceAll(new RegExp(`^${indent}`, 'gm'), ''), ...(notRun !== undefined && { notRun }) };
  });

export interface PageRun {
  code: number;
  output: string;
  /** Every command that is played, as it was begun. */
  commands: string[];
}

/** Commands that reach beyond the shell, or wait; each is played. */
const played = ['aws', 'npx', 'curl', 'git', 'npm', 'sleep'] as const;

/** What commands print, by how they begin; the first that fits. Others print `x`. */
export type Prints = Readonly<Record<string, string>>;

/** Runs the blocks of a page in one shell, in a folder, as far as none is marked. An undefined variable and a command that fails end it. */
export const runPage = async (page: string, folder: string, prints: Prints): Promise<PageRun> => {
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  const log = join(folder, 'commands');
  writeFileSync(log, '');
  for (const name of played) {
    const cases = Object.entries(prints).map(
      ([start, text]) => `  ${quoted(start)}*) printf '%s\\n' ${quoted(text)} ;;`,
    );
    const said = ['case "$line" in', ...cases, "  *) printf '%s\\n' x ;;", 'esac'].join('\n');
    // What is piped to it is read: whoever writes it would otherwise end by a signal, or not.
    const noted = `line="${name} $*"\ncat > /dev/null\nprintf '%s\\n' "$line" >> ${quoted(log)}`;
    writeFileSync(join(bin, name), `#!/bin/sh\n${noted}\n${said}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  const scripts = blocksOf(page).filter(({ notRun }) => notRun === undefined);
  const file = join(folder, `${basename(page)}.sh`);
  writeFileSync(file, ['exec < /dev/null', ...scripts.map(({ script }) => script)].join('\n'));
  const env = { PATH: [bin, process.env['PATH'] ?? ''].join(delimiter), HOME: folder };
  const run = await promisify(execFile)('bash', ['-eu', '-o', 'pipefail', file], { cwd: folder, env, timeout: 60_000 })
    .then(({ stdout, stderr }) => ({ code: 0, output: stdout + stderr }))
    .catch((error: unknown) => {
      // As execFile rejects; -1 is a time limit or a signal.
      const { code, stdout = '', stderr = '' } = error as { code?: unknown; stdout?: string; stderr?: string };
      return { code: typeof code === 'number' ? code : -1, output: stdout + stderr };
    });
  return { ...run, commands: readFileSync(log, 'utf8').split('\n').filter(Boolean) };
};

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { GatewayHost } from './start-gateway-host';

/** Commands that reach what neither the local runtime nor this machine has; they are written down, and print what the shell was told. */
const playedCommands = ['aws', 'npx cdk', 'npm', 'git', 'sleep'] as const;

export interface Said {
  /** Standard output and standard error, one after the other. */
  text: string;
  /** What ended otherwise than with 0: the exit code and the command as it stands in the script. */
  failed: string[];
  /** Commands that were played, as they were begun. */
  played: string[];
}

/** A person's shell: what one script sets, the next one finds. */
export interface OperatorShell {
  /** @param answers what the person types, by a word of the question @throws where the shell itself ends, e.g. at an undefined variable */
  run(script: string, answers?: Readonly<Record<string, string>>): Promise<Said>;
  end(): Promise<void>;
}

interface ShellOptions {
  /** Where it works. */
  folder: string;
  host: GatewayHost;
  /** With which the command line finds its deployment. */
  environment: Readonly<Record<string, string>>;
  /** What played commands print, by how they begin; others print `x`. */
  prints?: Readonly<Record<string, string>>;
}

/** Opens a bash where `npx gateway` is the command itself, `curl` and whatever else the machine has is real, and the rest is played. */
export const openShell = ({ folder, host, environment, prints = {} }: ShellOptions): OperatorShell => {
  const at = (name: string) => join(folder, name);
  const bin = at('bin');
  mkdirSync(bin, { recursive: true });
  const write = (name: string, text: string) => {
    writeFileSync(join(bin, name), text);
    chmodSync(join(bin, name), 0o755);
  };
  for (const name of playedCommands)
    write(name === 'npx cdk' ? 'npx-played' : name, player(name === 'npx cdk' ? 'npx' : name, at('played'), prints));
  write('npx', gatewayScript(folder, host.port));
  const shell = spawn('bash', ['-uE', '-o', 'pipefail'], {
    cwd: folder,
    env: { ...environment, PATH: [bin, process.env['PATH'] ?? ''].join(delimiter), HOME: folder },
  });
  const said = createInterface(shell.stdout);
  let complaints = '';
  shell.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
  const ended = once(shell, 'exit').then(() => false);
  shell.stdin.write(`trap 'echo "$? $BASH_COMMAND" >> ${quoted(at('failed'))}' ERR\n`);
  const taken = (name: string): string => {
    const text = existsSync(at(name)) ? readFileSync(at(name), 'utf8') : '';
    rmSync(at(name), { force: true });
    return text;
  };
  return {
    run: async (script, answers = {}) => {
      writeFileSync(at('answers'), JSON.stringify(answers));
      writeFileSync(at('script'), script);
      shell.stdin.write(`${sourced}; echo done\n`);
      const isThere = await Promise.race([once(said, 'line').then(() => true), ended]);
      const text = taken('out') + taken('err');
      if (!isThere) throw new Error(`The shell ended at:\n${script}\n${text}${complaints}`);
      // The script itself ends as its last command does.
      const failed = linesOf(taken('failed')).filter((line) => !line.endsWith(` ${sourced}`));
      return { text, failed, played: linesOf(taken('played')) };
    },
    end: async () => {
      shell.stdin.end();
      await ended;
    },
  };
};

const sourced = '. ./script < /dev/null > out 2> err';

const linesOf = (text: string): string[] => text.split('\n').filter(Boolean);

const player = (name: string, log: string, prints: Readonly<Record<string, string>>): string => {
  const cases = Object.entries(prints).map(([start, text]) => `  ${quoted(start)}*) printf '%s\\n' ${quoted(text)} ;;`);
  const said = ['case "$line" in', ...cases, "  *) printf '%s\\n' x ;;", 'esac'].join('\n');
  return `#!/bin/sh\nline="${name} $*"\nprintf '%s\\n' "$line" >> ${quoted(log)}\n${said}\n`;
};

/** Its arguments, environment and answers go to the host by files; its output and exit code are the host's. */
const gatewayScript = (folder: string, port: number): string => `#!/bin/bash
[ "\${1-}" = gateway ] || exec npx-played "$@"
shift
work=$(mktemp -d ${quoted(join(folder, 'gateway-XXXXXX'))})
printf '%s\\0' "$@" > "$work/args"
env -0 > "$work/environment"
cp ${quoted(join(folder, 'answers'))} "$work/answers"
code=$(curl -sS --path-as-is "http://127.0.0.1:${port}/$work")
cat "$work/out"
cat "$work/err" >&2
rm -r "$work"
exit "$code"
`;

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { blocksOf } from '../runbook-pages';
import { openShell, type Said } from './operator-shell';
import type { GatewayHost } from './start-gateway-host';

/** Beginnings of commands by block. */
export type PlayedBlocks = Readonly<Record<number, readonly string[]>>;

export interface PageOptions {
  host: GatewayHost;
  environment: Readonly<Record<string, string>>;
  /** What the reader fills in, instead of what stands behind these names on the page. */
  fill: Readonly<Record<string, string>>;
  prints?: Readonly<Record<string, string>>;
}

export interface BlockOptions {
  /** What blocks before have shown, or a program has printed, instead of what stands behind these names in the block. */
  fill?: Readonly<Record<string, string>>;
  /** What is typed where a person is asked, by a word of the question. */
  answers?: Readonly<Record<string, string>>;
  /** Commands that find something, or refuse: exit code and how they begin on the page, in order. Any other failure is thrown. */
  fails?: readonly string[];
}

/** A page as somebody works through it, block by block. */
export interface OpenPage {
  /** Runs the next block. @returns what was said @throws where a command fails that is not to, or none is left */
  next(options?: BlockOptions): Promise<string>;
  /** Fills in what a block before has shown. */
  fillIn(name: string, value: string): Promise<void>;
  /** Runs what no block has but a command has proposed. @throws where it fails */
  alsoRun(script: string, answers?: BlockOptions['answers']): Promise<string>;
  /** What was played of blocks of which something was, by their place on the page, counted from 1: each command as it begins. */
  played(): PlayedBlocks;
  /** @throws where blocks are left */
  requireWhole(): void;
  end(): Promise<void>;
}

export const openPage = (page: string, { fill, ...options }: PageOptions): OpenPage => {
  const folder = mkdtempSync(join(tmpdir(), 'runbook-'));
  const shell = openShell({ ...options, folder });
  const blocks = blocksOf(page).map(({ script }) => filled(script, fill));
  const missing = Object.keys(fill).filter((name) => !blocks.some((script) => assignment(name).test(script)));
  if (missing.length > 0) throw new Error(`${page} sets no ${missing.join(', ')}.`);
  const runs: Said[] = [];
  return {
    next: async ({ answers, fails = [], fill: later = {} } = {}) => {
      const script = blocks[runs.length];
      if (script === undefined) throw new Error(`${page} has ${blocks.length} blocks.`);
      const said = await shell.run(filled(script, later), answers);
      runs.push(said);
      const isAsSaid =
        said.failed.length === fails.length && fails.every((one, at) => said.failed[at]?.startsWith(one));
      if (!isAsSaid) throw new Error(`${page}, block ${runs.length}: ${said.failed.join('; ')}\n${said.text}`);
      return said.text;
    },
    fillIn: async (name, value) => {
      await shell.run(`${name}='${value}'`);
    },
    alsoRun: async (script, answers) => {
      const { failed, text } = await shell.run(script, answers);
      if (failed.length > 0) throw new Error(`${failed.join('; ')}\n${text}`);
      return text;
    },
    played: () =>
      Object.fromEntries(
        runs.flatMap(({ played }, at) => (played.length > 0 ? [[at + 1, [...new Set(played.map(beginningOf))]]] : [])),
      ),
    requireWhole: () => {
      if (runs.length < blocks.length) throw new Error(`${page}: ${blocks.length - runs.length} blocks were not run.`);
    },
    end: async () => {
      await shell.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** `aws logs tail`, `npx cdk deploy`, `git checkout`, `sleep`. */
const beginningOf = (line: string): string => {
  const words = line.split(' ');
  const [name = ''] = words;
  return words.slice(0, { aws: 3, npx: 3, sleep: 1 }[name] ?? 2).join(' ');
};

const assignment = (name: string): RegExp => new RegExp(String.raw`^(\s*)${name}=("[^"]*"|'[^']*'|\S*)`, 'm');

/** A block with other values behind these names. */
export const filled = (script: string, fill: Readonly<Record<string, string>>): string =>
  Object.entries(fill).reduce((text, [name, value]) => text.replace(assignment(name), `$1${name}='${value}'`), script);

import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { filled } from '../../support/operator-shell/runbook';
import { blocksOf } from '../../support/runbook-pages';
import { commandsOf } from './commands-of';
import type { Shell } from './shell';
import type { Transcript } from './transcript';

interface Typing {
  /** What is at the command’s standard input, where it would ask a person. */
  input?: string;
  /** What it ends with; 0 when left out. */
  code?: number;
  /** What its answer has. */
  has?: RegExp;
}

/** How one block of a page is gone through: a command’s own way, by how it begins. */
export interface Going {
  /** What stands on the page for the reader to fill in, and what is filled in. */
  fill?: Readonly<Record<string, string>>;
  typing?: Readonly<Record<string, Typing & { also?: string }>>;
}

/** Somebody who follows a page: types its commands, and nothing else that it does not say. */
export interface Walker {
  /** Types one command. @returns what it answers @throws where that is not what it is to be */
  type: (command: string, typing?: Typing) => Promise<string>;
  /** The block of a page that has these words, command by command. @returns what they answer together */
  block: (page: string, having: string, going?: Going) => Promise<string>;
  /** Types a command again until its answer has that. */
  until: (command: string, has: RegExp) => Promise<string>;
  reached: (what: string) => void;
  heading: (text: string) => void;
}

/** What a command may take until its answer is as it is to be, and how long is waited in between, in milliseconds. */
const patience = { ms: 300_000, betweenMs: 5_000 };

export const walkerWith = (shell: Shell, transcript: Transcript): Walker => {
  const type: Walker['type'] = async (command, { input, code = 0, has } = {}) => {
    const done = await shell.run(command, input);
    transcript.command(command, done);
    assert.equal(done.code, code, `${command}\n${done.text}`);
    if (has) assert.match(done.text, has, command);
    return done.text;
  };
  return {
    type,
    block: async (page, having, { fill = {}, typing = {} } = {}) => {
      const [block, ...others] = blocksOf(page).filter(({ script }) => script.includes(having));
      assert.ok(block !== undefined && others.length === 0, `${page} has ${having} in ${others.length + 1} blocks.`);
      const answers: string[] = [];
      const left = new Set(Object.keys(typing));
      for (const command of commandsOf(filled(block.script, fill))) {
        const begun = Object.keys(typing).find((start) => command.startsWith(start));
        const { also, ...how } = (begun === undefined ? undefined : typing[begun]) ?? {};
        if (begun !== undefined) left.delete(begun);
        answers.push(await type(also === undefined ? command : stated(command, also), how));
      }
      assert.deepEqual([...left], [], `${page} has no such command.`);
      return answers.join('\n');
    },
    until: async (command, has) => {
      const end = Date.now() + patience.ms;
      for (;;) {
        const answer = await type(command);
        if (has.test(answer)) return answer;
        assert.ok(Date.now() < end, `${command} has no ${has.source} after ${patience.ms / 1000} s.`);
        await wait(patience.betweenMs);
      }
    },
    reached: transcript.reached,
    heading: transcript.heading,
  };
};

/** With options more, before what the page says of it. */
const stated = (command: string, also: string): string => command.replace(/( +#.*)?$/, ` ${also}$1`);

import { text } from 'node:stream/consumers';
import { read } from 'read';
import { credentialsSchema, type Credentials } from '#att/secret';
import { Refusal } from './failures';

/** Asks a person, who sees nothing of what is typed. */
export type Prompt = (question: string) => Promise<string>;

export const silently: Prompt = (question) => read({ prompt: `${question}: `, silent: true });

/** Asks a person, who sees what is typed. */
export const visibly: Prompt = (question) => read({ prompt: `${question}: ` });

/** Where a pair comes from: never the command line, which other processes and the shell’s history show. */
export interface PairInput {
  stdin: NodeJS.ReadableStream & { isTTY?: boolean };
  prompt: Prompt;
  /** What is no secret; where nobody can be asked, it is left out. */
  ask?: Prompt;
}

/** A pair of AT&T’s: asked for at a terminal, else JSON at standard input. @throws Refusal, which says nothing of the values */
export const readPair = async ({ stdin, prompt }: PairInput): Promise<Credentials> => {
  const given = stdin.isTTY
    ? { clientId: await prompt('Client id from AT&T'), clientSecret: await prompt('Client secret from AT&T') }
    : parsed(await text(stdin));
  const pair = credentialsSchema.safeParse(given);
  if (pair.success) return pair.data;
  const mistakes = pair.error.issues.map(({ path, message }) => `${path.join('.') || 'the pair'} ${message}`);
  throw new Refusal(`Nothing was stored: ${mistakes.join('; ')}. ${shape}`);
};

const shape = 'Standard input takes {"clientId":"…","clientSecret":"…"}.';

const parsed = (given: string): unknown => {
  try {
    return JSON.parse(given);
  } catch {
    throw new Refusal(`Nothing was stored: standard input holds no JSON. ${shape}`);
  }
};

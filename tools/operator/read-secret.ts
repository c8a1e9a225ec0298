import { text } from 'node:stream/consumers';
import type { PairInput } from './read-pair';

/** One value, asked for unseen at a terminal, else what stands at standard input without the end of its line. */
export const readSecretText = async ({ stdin, prompt }: PairInput, question: string): Promise<string> =>
  stdin.isTTY ? prompt(question) : (await text(stdin)).replace(/\r?\n$/, '');

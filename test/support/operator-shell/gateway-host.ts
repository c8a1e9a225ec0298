import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import * as z from 'zod';
import { listen } from '../../../tools/loopback/listen';
import { awsWith } from '../../../tools/operator/aws';
import { run } from '../../../tools/operator/command-line';
import { costCommand, type MonthlyCost } from '../../../tools/operator/cost';
import { groups } from '../../../tools/operator/groups';
import type { Prompt } from '../../../tools/operator/read-pair';

/**
 * The operator's command line, loaded once for many command lines: started by `start-gateway-host.ts`, asked by the `npx` of a shell
 * (`operator-shell.ts`). Each asks with the address of a folder that has `args` and `environment`, each ended by NUL, and `answers`,
 * what a person types who is asked; `out` and `err` are put there, and the exit code is the answer.
 */
const answersSchema = z.record(z.string(), z.string());

const monthlyCost: MonthlyCost = async (...asked) =>
  (await import('../../../tools/cost/monthly-cost')).monthlyCost(...asked);

const [tenants = ''] = process.argv.slice(2);
const textIn = (folder: string, name: string): string => readFileSync(join(folder, name), 'utf8');
const wordsIn = (folder: string, name: string): string[] => textIn(folder, name).split('\0').slice(0, -1);

/** A person at a terminal, who types what the test has given for a question with that word. */
const personWith = (answers: Readonly<Record<string, string>>): Prompt => {
  return (question) => {
    const found = Object.entries(answers).find(([word]) => question.includes(word));
    return found ? Promise.resolve(found[1]) : Promise.reject(new Error(`Nobody knows what to answer: ${question}`));
  };
};

const carriedOut = async (folder: string): Promise<number> => {
  for (const word of wordsIn(folder, 'environment')) {
    const at = word.indexOf('=');
    if (word.startsWith('AWS_')) process.env[word.slice(0, at)] = word.slice(at + 1);
    if (word.startsWith('PWD=')) process.chdir(word.slice(at + 1));
  }
  const person = personWith(answersSchema.parse(JSON.parse(textIn(folder, 'answers'))));
  const terminal = Object.assign(Readable.from([]), { isTTY: true });
  const all = [...groups({ stdin: terminal, prompt: person, ask: person }), costCommand(monthlyCost)];
  const { out, err, exitCode } = await run(all, wordsIn(folder, 'args'), { tenants, awsIn: awsWith({}) });
  writeFileSync(join(folder, 'out'), out);
  writeFileSync(join(folder, 'err'), err);
  return exitCode;
};

/** What is nobody's mistake but ours: Node.js would end with it, and say where. */
const crashed = (folder: string, error: unknown): number => {
  writeFileSync(join(folder, 'out'), '');
  writeFileSync(join(folder, 'err'), error instanceof Error ? (error.stack ?? error.message) : String(error));
  return 1;
};

const server = createServer((request, response) => {
  const folder = decodeURIComponent((request.url ?? '').slice(1));
  void carriedOut(folder)
    .catch((error: unknown) => crashed(folder, error))
    .then((code) => response.end(String(code)));
});
process.stdout.write(`${await listen(server, 0)}\n`);
process.stdin.resume().once('end', () => process.exit(0));

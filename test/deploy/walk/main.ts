import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { repository } from '../run-command';
import { askAws } from './aws-lines';
import { page, requireWhole, visits } from './operating-page';
import { openShell } from './shell';
import { transcribe, type Transcript } from './transcript';
import { walkerWith } from './walk';

/**
 * A new operator follows docs/operating.md with nothing else: from `npm run emulator`, an empty account, to a working call, a cured stuck port,
 * a rotated credential and an erased customer, and then to what runbooks ask AWS. Prints a transcript, and fails where an answer is not what the page promises, or it takes too long.
 */
const mostMs = 20 * 60_000;
/** What commands of the page write into the repository. */
const tenant = 'acme';
const written = [join('tenants', `${tenant}.json`), 'ports.csv', 'case-1'].map((path) => join(repository, path));

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** `npm run emulator`, in a terminal of its own. @throws Error where it does not come to run */
const emulator = async (): Promise<ChildProcess> => {
  const program = ['--import', 'tsx', join('test', 'deploy', 'try-out.ts')];
  const child = spawn(process.execPath, program, { cwd: repository, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit').then(() => {
    throw new Error('The emulator ended.');
  });
  const isReady = (async () => {
    for await (const line of createInterface(child.stdout)) if (line.startsWith('Ctrl-C')) return;
  })();
  await Promise.race([isReady, ended]);
  ended.catch(() => undefined);
  return child;
};

const endOf = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGINT');
  await ended;
};

const walked = async (transcript: Transcript): Promise<void> => {
  const child = await emulator();
  // The CDK asks whether rights may be given, at a terminal; this is the answer.
  const shell = openShell(repository, { CDK_REQUIRE_APPROVAL: 'never' });
  process.once('SIGINT', () => child.kill('SIGINT'));
  try {
    const walker = walkerWith(shell, transcript);
    for (const { walk } of visits) await walk?.(walker);
    walker.heading('What runbooks ask AWS');
    walker.reached(`answers to ${await askAws(transcript, tenant)} of the runbooks' commands for AWS`);
  } finally {
    await shell.end();
    await endOf(child);
    for (const path of written) rmSync(path, { recursive: true, force: true });
  }
};

const walk = async (): Promise<void> => {
  requireWhole();
  const there = written.filter((path) => existsSync(path));
  if (there.length > 0) throw new Error(`${there.join(', ')}: there already, and the page makes it.`);
  say(`${page}, from an empty account. Not gone through:`);
  for (const { having, leftOut } of visits) if (leftOut !== undefined) say(`  ${having}: ${leftOut}`);
  const transcript = transcribe(say);
  const startedAt = Date.now();
  await walked(transcript);
  const took = Date.now() - startedAt;
  say('');
  for (const [what, at] of Object.entries(transcript.times())) say(`${what}: ${Math.round(at / 1000)} s`);
  say(`the whole walk: ${Math.round(took / 1000)} s`);
  if (took > mostMs) throw new Error(`It took more than ${mostMs / 60_000} minutes.`);
};

await walk().catch((error: unknown) => {
  say(`\nFAILED: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});

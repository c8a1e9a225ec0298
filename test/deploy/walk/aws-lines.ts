import assert from 'node:assert/strict';
import { join } from 'node:path';
import { filled } from '../../support/operator-shell/runbook';
import { blocksOf, runbookPages } from '../../support/runbook-pages';
import { repository } from '../run-command';
import { commandsOf } from './commands-of';
import { openShell, type Shell } from './shell';
import type { Transcript } from './transcript';

/**
 * What runbooks ask AWS itself, by AWS’s own command line, of what is deployed: it takes each operation, option and filter, and what is
 * asked for is there under that name. What other programs in a block do is not done here; `runbooks-run` does it.
 */
const commandLine = join(repository, '.venv', 'bin', 'aws');

/** `aws` of version 1, which is to be had from PyPI. It has no `logs tail`: the same is asked for by what that one asks. */
const asPagesHaveIt = `aws() {
  if [ "$1 $2" != 'logs tail' ]; then '${commandLine}' "$@"; return; fi
  local group="$3" pattern=''
  while [ $# -gt 0 ]; do [ "$1" = --filter-pattern ] && pattern="$2"; shift; done
  '${commandLine}' logs filter-log-events --log-group-name "$group" --filter-pattern "$pattern" --max-items 10 --query 'events[].message' --output text
}`;

/** Why a command is left out, by what it has. */
export const notAsked: Readonly<Record<string, string>> = {
  'aws health describe-events': 'it is of AWS as a whole; the emulator has none of it',
  'aws stepfunctions get-execution-history': 'it is of an execution that failed, and none has',
  'aws sqs get-queue-attributes':
    'version 1 of the command line asks AWS’s own address of queues for it, whatever it is told',
  'aws secretsmanager update-secret-version-stage': 'the reader puts versions into it',
};

const asksAws = /\baws [a-z]/;
const setsVariable = /^ *[A-Z_]+=/;
const byOthers = /\b(?:npx|curl|git|npm) /;
const isLeftOut = (command: string): boolean => Object.keys(notAsked).some((has) => command.includes(has));

/** Commands of a page that ask AWS, and those that set what they ask for. */
const commandsIn = (page: string, tenant: string): string[] =>
  blocksOf(page)
    .flatMap(({ script }) => commandsOf(filled(script, { TENANT: tenant })))
    .filter((command) => !byOthers.test(command) && (asksAws.test(command) || setsVariable.test(command)))
    .filter((command) => !isLeftOut(command));

const ask = async (shell: Shell, transcript: Transcript, commands: readonly string[]): Promise<number> => {
  await shell.run(`. .local/emulator.sh\n${asPagesHaveIt}`);
  for (const command of commands) {
    const done = await shell.run(command);
    if (asksAws.test(command)) transcript.command(command, done);
    assert.equal(done.code, 0, `${command}\n${done.text}`);
  }
  return commands.filter((command) => asksAws.test(command)).length;
};

/** @returns how many commands AWS took @throws where it does not take one */
export const askAws = async (transcript: Transcript, tenant: string): Promise<number> => {
  let asked = 0;
  for (const page of runbookPages.filter((one) => one.includes('runbooks'))) {
    const shell = openShell(repository, {});
    try {
      asked += await ask(shell, transcript, commandsIn(page, tenant));
    } finally {
      await shell.end();
    }
  }
  return asked;
};

import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { filled } from '../../support/operator-shell/runbook';
import { blocksOf, runbookPages } from '../../support/runbook-pages';
import { awsCommand } from '../emulator';
import { repository } from '../run-command';
import { commandsOf } from './commands-of';
import { openShell, type Shell } from './shell';
import type { Transcript } from './transcript';

/**
 * What runbooks ask AWS itself, by AWS’s own command line, of what is deployed: it takes each operation, option and filter, and what is
 * asked for is there under that name. What other programs in a block do is not done here; `runbooks-run` does it.
 */
const commandLine = awsCommand.map((word) => `'${word}'`).join(' ');

/**
 * `aws` of version 1, which is to be had from PyPI. It has no `logs tail`: the same is asked for by what that one asks. Where queues are it is
 * told with each command, since of them it minds no variable.
 */
const asPagesHaveIt = `aws() {
  if [ "$1 $2" != 'logs tail' ]; then ${commandLine} --endpoint-url "$AWS_ENDPOINT_URL" "$@"; return; fi
  local group="$3" pattern=''
  while [ $# -gt 0 ]; do [ "$1" = --filter-pattern ] && pattern="$2"; shift; done
  ${commandLine} logs filter-log-events --log-group-name "$group" --filter-pattern "$pattern" --max-items 10 --query 'events[].message' --output text
}`;

const asksAws = /\baws [a-z]/;
const setsVariable = /^ *[A-Z_]+=/;
const byOthers = /\b(?:npx|curl|git|npm) /;

/** Commands of a page that ask AWS, and those that set what they ask for. */
const commandsIn = (page: string, tenant: string): string[] =>
  blocksOf(page)
    .flatMap(({ script }) => commandsOf(filled(script, { TENANT: tenant })))
    .filter((command) => !byOthers.test(command) && (asksAws.test(command) || setsVariable.test(command)));

/** A state machine tries again for a while before it gives up. */
const failsWithinMs = 120_000;

/** State machines whose pages ask about an execution that failed. */
const machines = ['status-poller', 'bulk-writer'];

/** Has an execution of each fail, as one does that is given what nobody can read. @throws where none does */
const haveFailed = async (shell: Shell, tenant: string): Promise<void> => {
  await shell.run(`. .local/emulator.sh\n${asPagesHaveIt}`);
  for (const machine of machines) {
    const arn = `arn:aws:states:$AWS_REGION:$(aws sts get-caller-identity --query Account --output text):stateMachine:att-${tenant}-${machine}`;
    const begun = await shell.run(`aws stepfunctions start-execution --state-machine-arn "${arn}" --input '{}'`);
    assert.equal(begun.code, 0, begun.text);
    const count = `aws stepfunctions list-executions --state-machine-arn "${arn}" --status-filter FAILED --query 'length(executions)'`;
    const end = Date.now() + failsWithinMs;
    for (;;) {
      const { code, text } = await shell.run(count);
      assert.equal(code, 0, text);
      if (Number(text) > 0) break;
      assert.ok(Date.now() < end, `No execution of ${machine} has failed.`);
      await wait(2_000);
    }
  }
};

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
  const preparing = openShell(repository, {});
  await haveFailed(preparing, tenant).finally(() => preparing.end());
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

import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { LocalGateway } from './local-gateway';

const history = z.object({
  events: z.array(z.object({ type: z.string(), stateEnteredEventDetails: z.object({ name: z.string() }) })),
});
const executions = z.object({
  executions: z.array(z.object({ executionArn: z.string(), name: z.string(), status: z.string() })),
});

/** Step Functions of the local runtime, asked as the AWS CLI does. */
const stepFunctions = async (url: string, action: string, input: object): Promise<unknown> => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'x-amz-target': `AWSStepFunctions.${action}`, 'content-type': 'application/x-amz-json-1.0' },
    body: JSON.stringify(input),
  });
  return response.json();
};

const statusPoller = 'arn:aws:states:us-east-1:000000000000:stateMachine:status-poller';

const listed = async ({ stateMachinesUrl }: LocalGateway, kind: string) => {
  const answer = await stepFunctions(stateMachinesUrl, 'ListExecutions', {
    stateMachineArn: statusPoller,
    maxResults: 1_000,
  });
  return executions
    .parse(answer)
    .executions.filter(({ name }) => name.startsWith(`${kind}-`))
    .toReversed();
};

/**
 * Executions of a kind, oldest first, once the last has ended: what it follows is final a moment before it is, or a few
 * simulated minutes where its last task is tried again.
 */
export const executionsOf = async (gateway: LocalGateway, kind: string) => {
  for (let tries = 0; ; tries += 1) {
    const found = await listed(gateway, kind);
    if (tries === 200 || found.at(-1)?.status !== 'RUNNING') return found;
    if (tries % 20 === 19) await gateway.sim('POST clock', { advance: 'PT1M' });
    await sleep(100);
  }
};

/** State transitions of an execution: states entered, and tasks tried again; and how many of the states were polls. */
export const transitionsOf = async (
  { stateMachinesUrl }: LocalGateway,
  executionArn: string,
): Promise<{ transitions: number; retries: number; polls: number }> => {
  const { events } = history.parse(await stepFunctions(stateMachinesUrl, 'GetExecutionHistory', { executionArn }));
  const entered = events.filter(({ type }) => type === 'StateEntered');
  const retries = events.filter(({ type }) => type === 'StateRetried').length;
  const polls = entered.filter(({ stateEnteredEventDetails: { name } }) => name === 'Poll').length;
  return { transitions: entered.length + retries, retries, polls };
};

/** Lets simulated time go by in steps, each with time for what wakes up to do its work, until something is so. */
export const passTime = async (
  gateway: LocalGateway,
  { step, steps, until }: { step: string; steps: number; until: () => Promise<boolean> },
): Promise<void> => {
  for (let taken = 0; taken < steps; taken += 1) {
    await gateway.sim('POST clock', { advance: step });
    await sleep(25);
    if (taken % 8 === 7 && (await until())) return;
  }
  if (!(await until())) throw new Error(`It has not come to that in ${steps} times ${step}.`);
};

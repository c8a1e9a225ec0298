import type { MixedDeployment } from './mixed-deployment';

interface Next {
  done: boolean;
  handOver: boolean;
  waitSeconds?: number;
  next?: { name: string; input: { waitSeconds?: number } };
}
type Executions = MixedDeployment['underWay']['polls'];

/** More rounds than anything takes that comes to an end. */
const mostRounds = 500;

/** Has everything done that is due: changes carried on, messages sent, AT&T asked, rows and handed over writes made. */
export const settle = async (deployment: MixedDeployment): Promise<void> => {
  for (let round = 0; !deployment.held && (await oneRound(deployment)); round += 1)
    if (round > mostRounds) throw new Error('It does not come to an end.');
};

/** @returns whether there was anything */
const oneRound = async (deployment: MixedDeployment): Promise<boolean> => {
  const { underWay, code, now } = deployment;
  const records = underWay.records.splice(0);
  if (records.length > 0) {
    const failed = await (await code()).onStream(records);
    if (failed.length > 0) throw new Error(`The stream had to come again: ${failed.join()}.`);
  }
  const handovers = underWay.handovers.splice(0);
  for (const { operation, handover } of handovers) await (await code()).onHandover(operation, handover);
  const pushes = underWay.pushes.splice(0);
  for (const push of pushes) await (await code()).onPushNamed(push);
  const messages = underWay.messages.filter(({ dueMs }) => dueMs <= now());
  for (const message of messages) {
    underWay.messages.splice(underWay.messages.indexOf(message), 1);
    const failed = await (await code()).onWebhookQueue([message.body], message.sentMs);
    if (failed.length > 0) throw new Error(`A webhook message had to come again: ${message.body}`);
  }
  const polled = await dueIn(underWay.polls, now(), async (input) => (await code()).onPoll(input));
  const written = await dueIn(underWay.bulk, now(), async (input) => (await code()).onBulkWork(input));
  return records.length + handovers.length + pushes.length + messages.length + polled + written > 0;
};

/** As a state machine goes on: waits, and hands the answer to the next one. @returns how many were due */
const dueIn = async (
  executions: Executions,
  nowMs: number,
  work: (input: unknown) => Promise<object>,
): Promise<number> => {
  const due = [...executions].filter(([, { dueMs }]) => dueMs <= nowMs);
  for (const [name, { input }] of due) {
    const output = JSON.parse(JSON.stringify(await work(input))) as Next;
    executions.delete(name);
    if (output.done) continue;
    const [as, given] = output.handOver && output.next ? [output.next.name, output.next.input] : [name, output];
    executions.set(as, { input: given, dueMs: nowMs + (given.waitSeconds ?? 0) * 1_000 });
  }
  return due.length;
};

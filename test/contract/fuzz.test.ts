import '../support/function-environment';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import type { Operation } from '#domain/define-operation';
import { examplesOf, type OperationId, operations } from '#operations/registry';
import { valueAt, withValueAt } from '#domain/json/json-pointer';
import { problemTypes, problemTypeUri } from '#domain/problems/problems';
import { problemSchema } from '../../tools/openapi/problem-schema';
import { exampleCall } from '../../tools/soak/example-call';
import { dynaliteClient, tableName } from '../support/dynalite-client';
import { fuzzedCalls, type FuzzedCall } from '../support/fuzz/requests';
import { faultsOf, manners, recordingUpstream, type Manner } from '../support/fuzz/upstream';
import { gatewayRig, type Answer } from '../support/gateway-rig';

/** More cases: `FUZZ_RUNS=1000 npx jest --selectProjects contract --testPathPattern fuzz`; another seed: `FUZZ_SEED`. */
const runs = Number(process.env['FUZZ_RUNS'] ?? 40);
const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_122);

jest.setTimeout(60_000 + runs * 1_000);

/** Values of secret members that cannot be mistaken for anything else. */
const canaries = ['739184625018', 'CANARY-ACCOUNT-0099', 'CANARY-PIN-4821', '987-65-4329'];

/** A sound call whose secret members are canaries. */
const soundCall = (operation: Operation) => {
  const sound = exampleCall(operation.id as OperationId, 'any');
  const body = (operation.secretMembers ?? []).reduce<unknown>((filled, pointer) => {
    if (valueAt(filled, pointer.slice(0, pointer.lastIndexOf('/'))) === undefined && pointer.lastIndexOf('/') > 0)
      return filled;
    const canary = canaries.find((text) => isTaken(operation, withValueAt(filled, pointer, text)));
    return canary === undefined ? filled : withValueAt(filled, pointer, canary);
  }, sound.body);
  return { ...sound, ...(body !== undefined && { body }) };
};

const isTaken = ({ request }: Operation, body: unknown): boolean => request.body?.safeParse(body).success === true;

const soundHeaders = { 'idempotency-key': 'key', 'x-actor': 'j.doe', 'x-reason': 'ticket 77', 'x-request-id': 'r-1' };

let last = 0;

/** One gateway for an operation; every call is for a Solution Provider of its own, so that none meets what another did. */
const gateway = async (operation: Operation) => {
  const client = await dynaliteClient();
  const upstream = recordingUpstream();
  const rig = gatewayRig({ client, transport: upstream.transport, mode: 'advisory' });
  Object.assign(rig.settings, { bodySolutionProvider: 'any' });
  const binding = rig.settings.bindings[operation.id]!;
  const [{ answer: documented }] = examplesOf[operation.id as OperationId] as never as [
    { answer: { status: number; body: never } },
  ];
  return {
    call: async ({ path, query, headers, body }: FuzzedCall, manner: Manner) => {
      upstream.expectCall(manner, documented);
      rig.log.lines.length = 0;
      rig.metrics.emitted.length = 0;
      const solutionProvider = `F-${(last += 1)}`;
      const parts = { path, query, headers, solutionProvider, ...(body !== undefined && { body }) };
      const answer = await rig.call(operation.id as OperationId, parts);
      return {
        answer,
        sent: [...upstream.sent],
        told: JSON.stringify([rig.log.lines, rig.metrics.emitted]),
        solutionProvider,
      };
    },
    faultsOf: (sent: typeof upstream.sent) =>
      // A read-back is of another operation; its own address is checked where it is called.
      sent.slice(0, 1).flatMap((request) => faultsOf(operation, { ...binding, baseUrl: binding.baseUrl! }, request)),
    stored: async () => (await client.send(new ScanCommand({ TableName: tableName }))).Items ?? [],
  };
};

const problemFaults = ({ status, body, headers }: Answer): string[] => {
  if (status < 300) return [];
  const { success, data } = problemSchema.safeParse(body);
  if (!success) return ['is no problem document'];
  const known = problemTypes[data.code];
  return [
    ...(status === 500 ? ['is a 500'] : []),
    ...(known.status === status && data.status === status
      ? []
      : [`has the status of another problem than ${data.code}`]),
    ...(data.type === problemTypeUri(data.code) ? [] : ['has the type of another problem']),
    ...(headers['content-type'] === 'application/problem+json' ? [] : ['is not sent as a problem document']),
  ];
};

const leaksIn = (text: string, secrets: readonly string[]): string[] =>
  secrets.filter((secret) => text.includes(secret)).map((secret) => `leaks ${secret}`);

const calls = (operation: Operation) =>
  fc.record({
    call: fuzzedCalls(soundCall(operation), soundHeaders),
    manner: fc.oneof(
      { weight: 3, arbitrary: fc.constant<Manner>('done') },
      { weight: 2, arbitrary: fc.constantFrom(...manners) },
    ),
  });

const reached = { att: 0, done: 0, refused: 0 };

it.each((operations as readonly Operation[]).map((operation) => [operation.id, operation] as const))(
  '%s: whatever a caller sends, no 500, no leak, and nothing goes to AT&T that no schema allows',
  async (_, operation) => {
    const one = await gateway(operation);
    await fc.assert(
      fc.asyncProperty(calls(operation), async ({ call, manner }) => {
        const { answer, sent, told, solutionProvider } = await one.call(call, manner);
        if (sent.length > 0) reached.att += 1;
        if (answer.status < 300) reached.done += 1;
        else reached.refused += 1;
        const credentials = [
          `demo-secret-${operation.family}-${solutionProvider}`,
          `demo-${operation.family}-${solutionProvider}`,
        ];
        const secrets = [...canaries, ...credentials];
        const isProblem = answer.status >= 300;
        const faults = [
          ...problemFaults(answer),
          ...(isProblem
            ? leaksIn(answer.text + JSON.stringify(answer.headers), secrets).map((leak) => `answer ${leak}`)
            : []),
          ...leaksIn(told, secrets).map((leak) => `log or metrics ${leak}`),
          ...one.faultsOf(sent).map((fault) => `to AT&T: ${fault}`),
        ];
        if (faults.length > 0)
          throw new Error([...faults, `${answer.status} ${answer.text.slice(0, 500)}`, told].join('\n'));
      }),
      { numRuns: runs, seed },
    );
    const leaking = (await one.stored()).filter((item) => leaksIn(JSON.stringify(item), canaries).length > 0);
    expect(leaking).toEqual([]);
  },
);

it('calls come as far as AT&T often enough to mean something', () => {
  const all = reached.done + reached.refused;
  expect(all).toBeGreaterThanOrEqual(operations.length * runs);
  expect(reached.att / all).toBeGreaterThan(0.3);
  expect(reached.done / all).toBeGreaterThan(0.15);
  expect(reached.refused / all).toBeGreaterThan(0.2);
});

import type { Operation } from '#domain/define-operation';
import { secretsOf } from '#domain/masking/secrets';
import { operationById, operations, type OperationId } from '#operations/registry';
import { exampleCall, firstExampleOf } from '../../../tools/soak/example-call';
import { dynaliteClient, type Client } from '../../support/dynalite-client';
import { fakeTransport, wireAnswer } from '../../support/fakes';
import { defaultCaller, gatewayEvent } from '../../support/gateway-event';
import { gatewayRig, solutionProvider } from '../../support/gateway-rig';
import { watchDocuments } from '../../support/watched-documents';

let client: Client;
beforeAll(async () => (client = await dynaliteClient()));

/** Counts how often what an object has is listed. */
const listed = <T extends object>(object: T, count: () => void): T =>
  new Proxy(object, {
    ownKeys: (target) => {
      count();
      return Reflect.ownKeys(target);
    },
  });

const counted = async (id: OperationId) => {
  const { answer } = firstExampleOf(id);
  const transport = fakeTransport(wireAnswer(answer.status, answer.body));
  const rig = gatewayRig({ client, transport, mode: 'advisory', takesInSightings: false });
  const { path, query, body } = exampleCall(id, solutionProvider);
  const headerLists: string[] = [];
  const event = gatewayEvent({
    ...(path && {
      path: Object.fromEntries(Object.entries(path).map(([name, value]) => [name, encodeURIComponent(value)])),
    }),
    ...(query && { query }),
    ...(body !== undefined && { body }),
    headers: { 'Idempotency-Key': `once-${id}`, 'X-Actor': 'kim', 'X-Reason': 'asked' },
    caller: { ...defaultCaller, solutionProviders: [solutionProvider] },
  });
  event.headers = listed(event.headers, () => headerLists.push('headers'));
  event.multiValueHeaders = listed(event.multiValueHeaders, () => headerLists.push('multiValueHeaders'));
  // Reads the key.
  await rig.fingerprints.of({}, 'warm');
  let status = 0;
  const uses = await watchDocuments(async () => ({ statusCode: status } = await rig.handle(id, event)));
  return {
    status,
    uses,
    headerLists,
    rig,
    asked: transport.sent.length,
    text: body === undefined ? '' : JSON.stringify(body),
  };
};

/** That a change is sensitive is told before it is made. */
const toldBeside: readonly string[] = ['contract-drift', 'sensitive-change'];

const hasFractions = (json: string): boolean => /[:,[]-?\d+\./.test(json);

/** What reads the call’s JSON, in turn: what the caller sent, with its digits where they would be lost, and what AT&T answered. */
const readersOf = ({ idempotency }: Operation, text: string): string[] => {
  const read = 'domain/json/parse-json';
  const needsDigits = idempotency !== 'safe' && hasFractions(text);
  return [...(text === '' ? [] : needsDigits ? [read, read] : [read]), read];
};

/** What writes JSON of it, other than warnings, which are as many as there are. */
const writersOf = (operation: Operation, text: string): string[] => {
  const { idempotency, guidance, binding } = operation;
  const isWrite = idempotency !== 'safe';
  return [
    // Its id; its fingerprint, in two steps, by which records of earlier releases are known; what is stored of it.
    ...(isWrite ? ['requests/request-record', ...Array<string>(2).fill('platform/data-keys/fingerprints')] : []),
    ...(isWrite && text !== '' ? ['domain/masking/mask-echoes'] : []),
    ...(Object.keys(binding.bodyMembers ?? {}).length > 0 ? ['att/upstream-request'] : []),
    ...(isWrite && secretsOf(operation).pointers.length > 0 ? ['domain/masking/mask-echoes'] : []), // the answer without
    ...(guidance ? ['api/read-handler'] : []),
  ].toSorted();
};

/**
 * How often something lists one object of a document where it is more than once. Of a success are asked what shows it and what shows a
 * refusal, or either of two forms; a body is looked through for secrets, and what is open in it where there are any.
 */
const mostListings: Record<string, number> = {
  'domain/is-taken': 2,
  'domain/masking/mask': 2,
  'domain/masking/mask-echoes': 2,
};

describe.each(operations.map(({ id }) => id))('%s', (id) => {
  const operation = operationById(id);
  let call: Awaited<ReturnType<typeof counted>>;
  beforeAll(async () => (call = await counted(id)));

  it('reads its headers once, and writes one line', () => {
    const { status, headerLists, rig, asked } = call;
    expect(headerLists).toEqual(['multiValueHeaders', 'headers']);
    const own = rig.log.lines.filter(({ facts, message }) => facts.operation === id && !toldBeside.includes(message));
    expect(own).toEqual([]);
    const calls = rig.metrics.emitted.filter(({ line }) => line !== undefined);
    expect(calls.map(({ line }) => [line?.message, line?.facts.status])).toEqual([['operation-answered', status]]);
    // Among them by what a write is confirmed.
    expect(calls[0]?.line?.facts.upstream).toHaveLength(asked);
    expect(calls[0]?.values.UpstreamRequests).toBe(asked);
  });

  it('walks through each document once for each thing it has to know', () => {
    const { uses, status, asked } = call;
    expect([status < 300, asked > 0]).toEqual([true, true]);
    const more = uses.walked.flatMap((by) => [...by].filter(([file, count]) => count > (mostListings[file] ?? 1)));
    expect(more).toEqual([]);
    const depthOf = (by: ReadonlyMap<string, number>): number =>
      (by.get('domain/json/nesting') ?? 0) + (by.has('att/conforms') ? (by.get('domain/json/parse-json') ?? 0) : 0);
    // The caller’s, and each of AT&T’s; which alone are compared with what is documented.
    expect(uses.walked.map(depthOf).filter((times) => times > 0)).toEqual(
      Array(asked + (call.text === '' ? 0 : 1)).fill(1),
    );
    expect(uses.walked.filter((by) => by.get('att/conforms') === 1)).toHaveLength(asked);
  });

  it('reads and writes no document again', () => {
    const { uses, asked, text } = call;
    const written = uses.written.filter((by) => by !== 'api/warnings' && by !== 'polling/sighting');
    const readers = readersOf(operation, text);
    // What confirms a write is put together from its record, and its answer is read.
    expect(uses.parsed.slice(0, readers.length)).toEqual(readers);
    const again = uses.parsed.slice(readers.length).filter((by) => by !== 'domain/masking/mask'); // of what is kept
    if (asked > 1) expect(again).toEqual(Array(2).fill('domain/json/parse-json'));
    else expect([again, written.toSorted()]).toEqual([[], writersOf(operation, text)]);
  });
});

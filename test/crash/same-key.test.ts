import { called, recordIdOf, requestViewOf, startWorld, type World } from '../../tools/soak/world';
import { inTurn } from '../support/in-turn';
import { createTally, goodStatusOf, preparedCall, timesDone, writes } from './prepared-call';

jest.setTimeout(240_000);

let world: World;
const tally = createTally('answers to the same call made 50 times at once by 4 processes');
beforeAll(async () => {
  world = await startWorld(4);
});
afterAll(async () => {
  tally.print();
  await world.close();
});

describe.each(writes)('%s', (id) => {
  it('asks AT&T once when 50 calls with one key come at once to several processes', async () => {
    const call = await preparedCall(world, id);
    const { route: operation, solutionProvider } = call;
    await world.sim('POST faults', { operation, solutionProvider, fault: { delayMs: 40 } });
    const all = Array.from({ length: 50 }, () => called(world.processes.lasting(), call));
    const answers = await Promise.all(all);

    const finals = answers.filter((answer) => answer?.status === goodStatusOf(id));
    const others = answers.filter((answer) => answer?.status !== goodStatusOf(id));
    expect(new Set(finals.map((answer) => answer?.body)).size).toBe(1);
    expect(finals.filter((answer) => answer?.headers['idempotency-replayed'] === undefined)).toHaveLength(1);
    for (const other of others) {
      expect([other?.status, other?.headers['retry-after']]).toEqual([409, expect.stringMatching(/^[1-5]$/)]);
      expect(JSON.parse(other!.body)).toMatchObject({ code: 'request-in-progress', retryable: true });
    }
    const repeats = await inTurn(others.slice(0, 8), 4, () => called(world.processes.lasting(), call));
    for (const repeat of repeats) {
      expect([repeat?.status, repeat?.body]).toEqual([goodStatusOf(id), finals[0]?.body]);
      expect(repeat?.headers['idempotency-replayed']).toBe('true');
    }
    expect(await timesDone(world, call)).toBe(1);
    expect((await requestViewOf(world, solutionProvider, recordIdOf(call)))?.outcome).toBe('succeeded');
    finals.forEach(() => tally.count('final, byte for byte the same'));
    others.forEach(() => tally.count('409 with Retry-After'));
  });
});

it('keeps a key of another Solution Provider apart', async () => {
  const [one, other] = [await preparedCall(world, 'request-port-in'), await preparedCall(world, 'request-port-in')];
  expect(recordIdOf(one)).not.toBe(recordIdOf(other));
  await Promise.all([called(world.processes.lasting(), one), called(world.processes.lasting(), other)]);
  expect([await timesDone(world, one), await timesDone(world, other)]).toEqual([1, 1]);
});

it('refuses the key with another body, whoever is asked', async () => {
  const call = await preparedCall(world, 'apex-create-order');
  await called(world.processes.lasting(), call);
  const other = { ...call, body: { ...(call.body as object), 'checkT&C': false } };
  const answers = await Promise.all([1, 2, 3, 4].map(() => called(world.processes.lasting(), other)));
  expect(answers.map((answer) => answer?.status)).toEqual([422, 422, 422, 422]);
  expect(await timesDone(world, call)).toBe(1);
});

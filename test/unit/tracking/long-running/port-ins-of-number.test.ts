import type { RequestRecord } from '#requests/request-record';
import { portInsOfNumber } from '#tracking/long-running/port-ins-of-number';
import type { LockOwner } from '#tracking/long-running/unique-locks';
import { aNumber, at, lockOf, now } from './effects-world';
import { anId, later, ownersWorld, solutionProvider } from './owners-world';

let world: Awaited<ReturnType<typeof ownersWorld>>;
beforeEach(async () => (world = await ownersWorld()));

describe('port-ins of a number', () => {
  const listed = (number: string) => portInsOfNumber(world.parts, solutionProvider, number, ['get-port-in']);
  const taken = (number: string, owner: LockOwner) => world.parts.locks.take(lockOf(number), owner);

  it('are none of one nobody has asked for', async () => {
    expect(await listed(aNumber())).toEqual([]);
  });

  it('are those before and the one that has it, each once', async () => {
    const [number, first, second] = [aNumber(), anId(), anId()];
    await taken(number, { itemId: first, at });
    await world.parts.locks.release(await world.adopted(first, number, 'cancelled'));
    expect(await listed(number)).toMatchObject([{ id: first, state: 'cancelled' }]);
    await world.adopted(second, number);
    await taken(number, { itemId: second, at });
    expect(await listed(number)).toMatchObject([{ id: first }, { id: second, state: 'pending', trackable: true }]);
    await world.table.update({
      key: { pk: `SP#${solutionProvider}`, sk: `OPEN-PORT-IN#number:${number}` },
      set: { formerItems: [first, anId(), second] },
    });
    expect(await listed(number)).toMatchObject([{ id: first }, { id: second }]);
    expect(await listed(number)).toHaveLength(2);
  });

  const asked = async (number: string, parts: Partial<RequestRecord>) => {
    const owner = await world.recorded(parts);
    await taken(number, owner);
    return owner;
  };
  const labels = { customerReference: 'our 7' };

  it.each<[string, Partial<RequestRecord>, object]>([
    [
      'is being made',
      { outcome: 'in-flight', deadlineAt: new Date(now + 1).toISOString() },
      {
        state: 'submitting',
        updatedAt: at,
        nextSteps: [{ action: 'wait', description: 'The request is being made.' }],
      },
    ],
    [
      'was left',
      { outcome: 'in-flight', deadlineAt: new Date(now - 10_001).toISOString() },
      { state: 'unknown', updatedAt: at },
    ],
    [
      'has no known outcome',
      { outcome: 'unknown', finishedAt: later },
      { state: 'unknown', updatedAt: later, nextSteps: [{ action: 'wait', actor: 'att' }] },
    ],
  ])('have one whose request %s', async (_, parts, expected) => {
    const number = aNumber();
    const { requestId } = await asked(number, { ...labels, ...parts });
    const fixed = {
      subscriberNumber: number,
      solutionProvider,
      ...labels,
      createdAt: at,
      origin: 'here',
      raw: {},
      final: false,
      version: 0,
      pending: {},
      timeline: [],
      trackable: true,
    };
    expect(await listed(number)).toMatchObject([{ ...fixed, request: `/v1/requests/${requestId}`, ...expected }]);
  });

  it('have one whose record is gone, which needs a ticket', async () => {
    const number = aNumber();
    await taken(number, { requestId: 'req_gone', at });
    const [view, ...others] = await listed(number);
    expect(view).toMatchObject({
      state: 'unknown',
      createdAt: at,
      updatedAt: at,
      nextSteps: [{ action: 'open-ticket' }],
    });
    expect([others, 'customerReference' in view!]).toEqual([[], false]);
  });

  it('have none whose request came to nothing, nor one that AT&T has and nobody knows', async () => {
    const [refused, nameless] = [aNumber(), aNumber()];
    await asked(refused, { outcome: 'rejected' });
    await taken(nameless, { itemId: anId(), at });
    expect([await listed(refused), await listed(nameless)]).toEqual([[], []]);
  });
});

import type { Operation } from '#domain/define-operation';
import type { CallContext } from '#requests/call-context';
import { inOwnShape } from '#requests/in-own-shape';
import { noEffects, type WriteEffects } from '#requests/write-effects';
import { writeThing } from '../../support/operations';

const stated: Operation = {
  ...writeThing,
  stated: { request: { members: { '/name': '/thing/called' }, secretMembers: [] } },
};
const contextOf = (operation: Operation, value: object): CallContext => ({
  operation,
  request: { path: { id: '1' }, query: {}, body: { text: JSON.stringify(value), value } },
  solutionProvider: 'SP-A',
  clientId: 'client-a',
});

/** What each effect is asked, and an answer of its own. */
const asked: unknown[][] = [];
const recording = Object.fromEntries(
  Object.keys(noEffects).map((name) => [name, (...args: unknown[]) => (asked.push([name, ...args]), name)]),
) as unknown as WriteEffects;
let effects: WriteEffects;

beforeEach(() => {
  asked.length = 0;
  effects = inOwnShape(recording);
});

const rows: [keyof WriteEffects, unknown[]][] = [
  ['reserve', ['req_1']],
  ['release', ['req_1']],
  ['isReserved', ['req_1']],
  ['trackedKey', []],
  ['effectsOf', [{ id: '7' }, 'req_1']],
  ['scheduleFollowUp', [{ id: '7' }]],
  ['recordObservation', [{ id: '7' }]],
  ['observedKey', []],
];

describe.each(rows)('%s', (name, args) => {
  const call = (context: CallContext): unknown =>
    (effects[name] as (context: CallContext, ...args: unknown[]) => unknown)(context, ...args);

  it('is asked in the shape of the reference, whatever the tenant’s contract has', () => {
    const own = contextOf(stated, { name: 'x' });
    const wire = contextOf(stated, { thing: { called: 'x' } });
    expect(call(wire)).toBe(name);
    expect(asked).toMatchObject([
      [name, { ...own, request: { ...own.request, body: { value: { name: 'x' } } } }, ...args],
    ]);
  });

  it('is asked as it is where the contract says nothing', () => {
    const context = contextOf(writeThing, { name: 'x' });
    expect(call(context)).toBe(name);
    expect(asked).toEqual([[name, context, ...args]]);
  });
});

it('has a row for every effect', () => {
  expect(rows.map(([name]) => name).toSorted()).toEqual(Object.keys(noEffects).toSorted());
});

it('of what is not tracked there are none', async () => {
  const context = contextOf(writeThing, {});
  expect(await noEffects.reserve(context, 'req_1')).toEqual({ warnings: [] });
  expect(await noEffects.isReserved(context, 'req_1')).toBeUndefined();
  expect(noEffects.effectsOf(context, {}, 'req_1')).toEqual({ update: undefined, items: [] });
  expect(noEffects.observedKey(context)).toBeUndefined();
});

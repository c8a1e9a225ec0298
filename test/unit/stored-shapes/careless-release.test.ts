import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Item } from '#platform/table/table';
import { kindOf } from '../../../tools/data-model/check-item';
import type { ItemKindName } from '../../../tools/data-model/item-kinds';
import { releases, unreadableAs, whatToDo } from '../../support/releases';
import { live } from '../../support/two-releases/life';
import { mixedDeployment, type MixedDeployment } from '../../support/two-releases/mixed-deployment';
import { partnerOf, type Partner } from '../../support/two-releases/partner';
import { shownOtherwise } from '../../support/two-releases/shown';

/*
 * That the code of the release before would notice what a release must not do. Each time a copy of what today’s code has stored is
 * changed as a careless release would have written it; that release’s own code would show of it what today’s shows of the original.
 */

let nowMs = Date.UTC(2026, 10, 2, 15);
beforeAll(() => void jest.spyOn(Date, 'now').mockImplementation(() => nowMs));
afterAll(() => jest.restoreAllMocks());

let deployment: MixedDeployment;
let partner: Partner;
beforeAll(async () => {
  deployment = await mixedDeployment({ by: 'today' });
  partner = partnerOf(deployment, () => void (nowMs += 1_000));
  await live({ deployment, partner, exchange: () => undefined });
});

type Change = (item: Item) => Item;

/** A deployment with the same table, in which items of a kind are as the change makes them. */
const changed = async (kind: ItemKindName, change: Change): Promise<MixedDeployment> => {
  const items = (await deployment.items()).map((stored) => {
    const item = unmarshall(stored);
    return kindOf(item) === kind ? marshall(change(item), { removeUndefinedValues: true }) : stored;
  });
  return mixedDeployment({ by: 'before' }, { items, att: deployment.att });
};

const careless: readonly [title: string, kind: ItemKindName, change: Change, noticedBy: string][] = [
  [
    'has another name for a member',
    'tracked-order',
    ({ facts, ...item }) => ({ ...item, knownFacts: facts }),
    'get-tracked-order',
  ],
  [
    'has a value that was not there',
    'request-record',
    (item) => (item['outcome'] === 'succeeded' ? { ...item, outcome: 'succeeded-late' } : item),
    'get-request',
  ],
  [
    'has another type of a member',
    'port-in',
    (item) => ({ ...item, stateAt: Date.parse(String(item['stateAt'])) }),
    'get-tracked-port-in',
  ],
  [
    'has another sort key',
    'line',
    (item) => ({ ...item, sk: String(item['sk']).replace('#', '#v2#') }),
    'get-tracked-line',
  ],
  [
    'has another meaning of a member',
    'bulk-write',
    (item) => ({ ...item, rows: Number(item['rows']) * 100 }),
    'get-bulk-write',
  ],
  ['leaves a list of items out', 'event', ({ listPk: _listPk, ...item }) => ({ ...item, position: -1 }), 'list-events'],
];

it.each(careless)('a release is noticed that %s: %s', async (_title, kind, change, noticedBy) => {
  const careless = await changed(kind, change);
  const { mistakes } = await shownOtherwise(partner, careless, deployment, (route) => route === noticedBy);
  expect(mistakes).not.toEqual([]);
  for (const mistake of mistakes) expect(mistake).toContain(whatToDo);
  expect(whatToDo).toContain('it takes two releases');
});

it('one that changes nothing is not', async () => {
  const same = await changed('line', (item) => ({ ...item, addedSince: { more: ['than', 'before'] } }));
  expect((await shownOtherwise(partner, same, deployment)).mistakes).toEqual([]);
});

it('whoever carries changes of the table on complains of what it cannot read', async () => {
  const copy = await mixedDeployment({ by: 'before' });
  const task = (await deployment.items()).find((stored) => kindOf(unmarshall(stored)) === 'webhook-task');
  await copy.put({ ...task!, task: { S: 'send' } });
  await (await copy.code()).onStream(copy.underWay.records.splice(0));
  expect(copy.complaints.map(({ by, message }) => [by, message])).toEqual([['before', 'change-not-published']]);
});

it.each([
  ['webhook-message', { source: 'att-partner-gateway', detail: { type: 'order.moved' } }],
  ['poll-input', { solutionProvider: 'SP-A', kind: 'port-in', id: 'P-1', polls: 0 }],
  ['bulk-input', { id: 'blk_1', run: '1', part: 0, slices: 0 }],
  ['handover', { requestId: 'req_1' }],
  ['push-named', { solutionProvider: 'SP-A', push: 'p' }],
])('a message is noticed that is not as it was: %s', (name, message) => {
  expect(unreadableAs(name, message)).toEqual(
    expect.arrayContaining([expect.stringContaining(`could not read ${name}`)]),
  );
});

describe('what the release before stored', () => {
  it('is shown by today’s code as it was by its own', async () => {
    const [kept] = releases().toSorted((a, b) => b.name.localeCompare(a.name, undefined, { numeric: true }));
    const items = Object.values(kept!.items).flatMap((some) => some.map((item) => marshall(item)));
    const { answered, mistakes } = await shownOtherwise(partner, await mixedDeployment({ by: 'today' }, { items }));
    expect(mistakes).toEqual([]);
    expect([...answered.values()].flat().filter((status) => status === 200).length).toBeGreaterThan(30);
  });
});

import type { LineEntry, LineItem } from '#tracking/line/line-item';
import { historyPage, lineView, lineViewSchema } from '#tracking/line/line-view';
import { anEntry, solutionProvider, timeOf } from './lines-in-table';

const line: LineItem = {
  solutionProvider,
  subscriberNumber: '2125550101',
  status: 'cancelled',
  statusAt: timeOf(5),
  cancelledAt: timeOf(4),
  device: { sim: '0017' },
  changesMade: 1,
  revision: 3,
  updatedAt: timeOf(6),
  timeline: [],
};

describe('a line as it is shown', () => {
  it('has what is known of it, with the addresses of its other numbers and of requests', () => {
    const entry: LineEntry = {
      ...anEntry(3, { actor: 'Ann', purpose: 'lost', outcome: 'succeeded' }),
      made: { at: timeOf(4), sequence: 1, before: '0016', after: '0017' },
    };
    const known = { ...line, laterNumber: { subscriberNumber: '2125550103', at: timeOf(6) } };
    const view = lineView(known, { subscriberNumber: '2125550102', until: timeOf(1) }, { entries: [entry] });
    const { changesMade: _made, revision: _revision, timeline: _timeline, ...shown } = line;
    expect(view).toEqual({
      ...shown,
      formerNumber: { subscriberNumber: '2125550102', until: timeOf(1), line: '/v1/tracking/lines/2125550102' },
      laterNumber: { subscriberNumber: '2125550103', since: timeOf(6), line: '/v1/tracking/lines/2125550103' },
      history: [
        {
          ...{ at: entry.at, operation: entry.operation, request: `/v1/requests/${entry.requestId}`, by: entry.by },
          ...{ actor: 'Ann', reason: 'lost', outcome: 'succeeded', change: entry.change },
          ...{ madeAt: timeOf(4), before: '0016', after: '0017' },
        },
      ],
    });
    expect(lineViewSchema.safeParse(view).error).toBeUndefined();
  });

  it('has no more than there is', () => {
    const entry = anEntry(3);
    const view = lineView(line, undefined, { entries: [entry] });
    expect([view.formerNumber, view.laterNumber, view.history[0]?.madeAt]).toEqual([undefined, undefined, undefined]);
  });
});

describe('a page of the history of a line', () => {
  const pageOf = (own: LineEntry[], older: LineEntry[], limit: number, before?: LineEntry) =>
    historyPage(
      {
        older: (_, most) => Promise.resolve(older.slice(0, most)),
        outcomeOf: () => Promise.resolve('rejected'),
      },
      { ...line, timeline: own },
      limit,
      before,
    );
  const [first, second, third, fourth] = [1, 2, 3, 4].map((at) => anEntry(at, { outcome: 'succeeded' })) as [
    LineEntry,
    LineEntry,
    LineEntry,
    LineEntry,
  ];

  it('has the newest first, each once, wherever it stands', async () => {
    const page = await pageOf([fourth, second, third], [second, first], 5);
    expect(page).toStrictEqual({ entries: [fourth, third, second, first] });
    const undecided = { ...second, outcome: undefined };
    expect((await pageOf([undecided], [second], 5)).entries).toEqual([second]);
  });

  it('shows how a request ended that its entry does not tell of', async () => {
    const { entries } = await pageOf([anEntry(1), second], [], 5);
    expect(entries.map(({ outcome }) => outcome)).toEqual(['succeeded', 'rejected']);
  });

  it('ends where there is no more, and goes on from its last entry otherwise', async () => {
    expect(await pageOf([third, fourth], [second], 3)).not.toHaveProperty('next');
    const page = await pageOf([third, fourth], [second, first], 3);
    expect(page.entries).toEqual([fourth, third, second]);
    expect(page.next).toEqual({ at: second.at, requestId: second.requestId });
    expect(await pageOf([], [fourth, third, second, first], 3)).toEqual({ ...page, entries: [fourth, third, second] });
    expect((await pageOf([second, third, fourth], [first], 3, third)).entries).toEqual([second, first]);
    expect(await pageOf([], [], 3)).toStrictEqual({ entries: [] });
  });
});

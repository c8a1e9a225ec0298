import { timelineToGoOnWith } from '#requests/claim';
import type { RequestRecord } from '#requests/request-record';

const [first, later] = ['2026-11-02T12:00:00.000Z', '2026-11-02T13:00:00.000Z'];
const timelineOf = (changes: number): NonNullable<RequestRecord['timeline']> =>
  Array.from({ length: changes }, () => ({ at: later, outcome: 'unknown' }));
const goneOnWith = (parts: Partial<RequestRecord>) =>
  timelineToGoOnWith({ startedAt: later, ...parts } as RequestRecord);

describe('the timeline that a later claim goes on with', () => {
  it.each([0, 50, 51])('is a new one after %d changes', (changes) => {
    expect(goneOnWith({ timeline: timelineOf(changes) })).toEqual({});
  });

  it('is a new one where there was none', () => {
    expect(goneOnWith({})).toEqual({});
  });

  it.each([1, 49])('is that of %d changes, with the time of the key’s first claim', (changes) => {
    const timeline = timelineOf(changes);
    expect(goneOnWith({ timeline })).toEqual({ timeline, firstStartedAt: later });
    expect(goneOnWith({ timeline, firstStartedAt: first })).toEqual({ timeline, firstStartedAt: first });
  });
});

import { endOf, isUnconfirmed, isUndecided, lastFour, type LineItem } from '#tracking/line/line-item';
import { anEntry, lineItem, startMs } from './lines-in-table';

it.each([
  ['nothing that the line waits for', {}, false],
  ['a change of its status', { to: 'suspended' }, true],
  ['a sensitive change', { change: 'voicemail' }, true],
  ['a change of its status that was made', { to: 'suspended', outcome: 'succeeded' }, false],
  ['a sensitive change that was refused', { change: 'voicemail', outcome: 'rejected' }, false],
] as const)('an entry of %s is undecided: %s', (_, parts, expected) => {
  expect(isUndecided(anEntry(1, parts))).toBe(expected);
});

const undecided = anEntry(1, { change: 'device' });
it.each<[string, Partial<LineItem>, boolean]>([
  ['nothing', {}, true],
  ['what was asked for', { timeline: [anEntry(1)] }, true],
  ['a change that was refused', { timeline: [{ ...undecided, outcome: 'rejected' }] }, true],
  ['its status', { status: 'active' }, false],
  ['its device', { device: { sim: '0017' } }, false],
  ['its later number', { laterNumber: { subscriberNumber: '2125550172', at: '2026-11-02T12:00:00.000Z' } }, false],
  ['a change that was made', { changesMade: 1 }, false],
  ['a change under way beside another entry', { timeline: [anEntry(1), undecided] }, false],
])('a line of which is known: %s; it has an end: %s', (_, parts, expected) => {
  const line = lineItem(parts);
  const twoYearsMs = 730 * 24 * 3_600_000;
  expect([isUnconfirmed(line), endOf(line)]).toEqual([expected, expected ? (startMs + twoYearsMs) / 1_000 : undefined]);
});

it('of a device the last four digits are kept', () => {
  expect([lastFour('352099000001046'), lastFour('46')]).toEqual(['1046', '46']);
});

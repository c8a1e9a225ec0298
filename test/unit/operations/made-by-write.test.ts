import { madeByWrite, type Candidate } from '#operations/shared/made-by-write';

const sentAt = '2026-11-05T09:00:00.700Z';
const thing = (madeAt: string | undefined, pairs: Candidate['pairs'] = []): Candidate => ({ shown: {}, madeAt, pairs });
const summaryOf = (found: ReturnType<typeof madeByWrite>): unknown =>
  typeof found === 'string' ? found : found.madeAt;

const ours = '2026-11-05T09:00:01+0000';

it.each<[string, Candidate[], string]>([
  ['nothing is there', [], 'none'],
  [
    'it is of the same second, as AT&T writes whole ones',
    [thing('2026-11-05T09:00:00+0000')],
    '2026-11-05T09:00:00+0000',
  ],
  ['it is of another time zone', [thing('2026-11-05T03:00:01-06:00')], '2026-11-05T03:00:01-06:00'],
  ['it was made late', [thing('2026-11-05T09:15:00.000Z')], '2026-11-05T09:15:00.000Z'],
  ['all are older', [thing('2026-11-05T08:54:59Z'), thing('2024-01-16T20:00:00.000+0000')], 'none'],
  ['one is older', [thing('2026-11-04T09:00:00Z'), thing(ours)], ours],
  ['it is older by less than clocks may differ', [thing('2026-11-05T08:59:59Z')], 'unclear'],
  ['it is too new', [thing('2026-11-05T09:20:00Z')], 'unclear'],
  ['two are of that time', [thing(ours), thing(ours)], 'unclear'],
  ['one of them has no date', [thing(ours), thing(undefined)], ours],
  ['it has no date', [thing(undefined)], 'unclear'],
  ['it has a day alone', [thing('2026-11-05')], 'unclear'],
  ['it has no offset', [thing('2026-11-05T09:00:01')], 'unclear'],
  ['it has what was asked for, written otherwise', [thing(ours, [['Ref 1', 'REF 1 ']])], ours],
  ['it has something else than was asked for', [thing(ours, [['a', 'b']])], 'unclear'],
  [
    'what was asked for is a secret or is not shown',
    [
      thing(ours, [
        ['[secret]', 'b'],
        ['a', undefined],
        [undefined, 'c'],
      ]),
    ],
    ours,
  ],
])('%s', (_, candidates, expected) => {
  expect(summaryOf(madeByWrite(candidates, sentAt))).toBe(expected);
});

it('may have been made at any later time where the caller says so', () => {
  const late = thing('2026-11-06T09:00:00Z');
  expect(madeByWrite([late], sentAt, Infinity)).toBe(late);
});

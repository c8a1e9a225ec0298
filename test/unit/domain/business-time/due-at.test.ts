import { dueAt } from '#domain/business-time/due-at';
import { epochOf, localTimeOf } from '#domain/business-time/local-time';
import { portInDueAt } from '#domain/business-time/port-in-due';
import { slaProfiles, type SlaProfile } from '#domain/business-time/profiles';
import { timeZoneOfState } from '#domain/business-time/region-time-zone';

const newYork = 'America/New_York';
const chicago = 'America/Chicago';
const denver = 'America/Denver';
const losAngeles = 'America/Los_Angeles';

const at = (text: string, timeZone: string): number => {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = text.split(/\D/).map(Number);
  return epochOf({ year, month, day, hour, minute }, timeZone);
};

const shown = (epochMs: number, timeZone: string): string => {
  const { year, month, day, hour, minute } = localTimeOf(epochMs, timeZone);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`;
};

const due = (requested: string, profile: SlaProfile, timeZone = newYork): string =>
  shown(dueAt(at(requested, timeZone), profile, timeZone), timeZone);

describe('simple ports: one business day, asked for by 13:00 local time', () => {
  it.each([
    ['a minute before the cut-off', '2026-11-03 12:59', '2026-11-04 00:00'],
    ['at the cut-off', '2026-11-03 13:00', '2026-11-04 00:00'],
    ['a minute after the cut-off', '2026-11-03 13:01', '2026-11-05 00:00'],
    ['before anybody is at work', '2026-11-03 03:00', '2026-11-04 00:00'],
    ['late on a Friday', '2026-11-06 13:01', '2026-11-10 00:00'],
    ['in time on a Friday', '2026-11-06 12:59', '2026-11-07 00:00'],
    ['on a Saturday', '2026-11-07 09:00', '2026-11-10 00:00'],
    ['on a Sunday night', '2026-11-08 23:59', '2026-11-10 00:00'],
    ['on Veterans Day', '2026-11-11 09:00', '2026-11-13 00:00'],
    ['late before Thanksgiving', '2026-11-25 14:00', '2026-11-28 00:00'],
    ['late on the Thursday before Independence Day, kept on Friday', '2026-07-02 15:00', '2026-07-07 00:00'],
    ['on New Year’s Eve that is a holiday, because New Year is a Saturday', '2021-12-31 09:00', '2022-01-04 00:00'],
    ['late over Christmas', '2026-12-24 13:01', '2026-12-29 00:00'],
  ])('%s', (_, requested, expected) => {
    expect(due(requested, slaProfiles.simple)).toBe(expected);
  });

  it.each([newYork, chicago, denver, losAngeles])('counts by the clocks of %s', (timeZone) => {
    expect(due('2026-11-03 12:59', slaProfiles.simple, timeZone)).toBe('2026-11-04 00:00');
    expect(due('2026-11-03 13:01', slaProfiles.simple, timeZone)).toBe('2026-11-05 00:00');
  });

  it('tells places apart: the same moment is in time in Los Angeles and late in New York', () => {
    const moment = Date.UTC(2026, 10, 3, 19, 30);
    expect(shown(dueAt(moment, slaProfiles.simple, losAngeles), losAngeles)).toBe('2026-11-04 00:00');
    expect(shown(dueAt(moment, slaProfiles.simple, newYork), newYork)).toBe('2026-11-05 00:00');
  });
});

describe('non-simple ports: four business days', () => {
  it.each([
    ['on a Monday', '2026-11-02 16:59', '2026-11-07 00:00'],
    ['after hours on a Monday', '2026-11-02 17:01', '2026-11-10 00:00'],
    ['over a weekend', '2026-11-05 10:00', '2026-11-13 00:00'],
    ['over Thanksgiving', '2026-11-23 10:00', '2026-12-01 00:00'],
  ])('%s', (_, requested, expected) => {
    expect(due(requested, slaProfiles['non-simple'])).toBe(expected);
  });
});

describe('when clocks change', () => {
  it('is due an hour later by the stopwatch in autumn, at the same time by the clock', () => {
    // Sunday 2026-11-01 is 25 hours long.
    const requested = at('2026-10-30 14:00', newYork);
    expect(dueAt(requested, slaProfiles.simple, newYork) - requested).toBe((10 + 24 * 3 + 1) * 3_600_000);
    expect(due('2026-10-30 14:00', slaProfiles.simple)).toBe('2026-11-03 00:00');
  });

  it('is due an hour earlier by the stopwatch in spring', () => {
    const requested = at('2026-03-06 14:00', chicago);
    expect(dueAt(requested, slaProfiles.simple, chicago) - requested).toBe((10 + 24 * 3 - 1) * 3_600_000);
    expect(due('2026-03-06 14:00', slaProfiles.simple, chicago)).toBe('2026-03-10 00:00');
  });

  it('takes a time that is shown twice as the earlier one, and one that is skipped as an hour on', () => {
    expect(new Date(at('2026-11-01 01:30', newYork)).toISOString()).toBe('2026-11-01T05:30:00.000Z');
    expect(new Date(at('2026-03-08 02:30', newYork)).toISOString()).toBe('2026-03-08T07:30:00.000Z');
  });

  it('finds every quarter of an hour of a year again', () => {
    for (const timeZone of [newYork, losAngeles, 'America/Phoenix']) {
      for (let time = Date.UTC(2026, 0, 1); time < Date.UTC(2027, 0, 1); time += 97 * 15 * 60_000) {
        expect(shown(epochOf(localTimeOf(time, timeZone), timeZone), timeZone)).toBe(shown(time, timeZone));
      }
    }
  });
});

describe('profiles by the hour', () => {
  it('count the hours of the day that are stated, and go on in the morning', () => {
    expect(due('2026-11-03 10:00', slaProfiles.wireless)).toBe('2026-11-03 12:30');
    expect(due('2026-11-03 19:00', slaProfiles.wireless)).toBe('2026-11-04 09:30');
    expect(due('2026-11-03 23:00', slaProfiles.wireless)).toBe('2026-11-04 10:30');
    expect(due('2026-11-03 02:00', slaProfiles.wireless)).toBe('2026-11-03 10:30');
  });

  it('count every hour where none are stated', () => {
    expect(due('2026-11-06 18:30', { counts: 'hours', hours: 36 })).toBe('2026-11-08 06:30');
  });
});

describe('a port-in', () => {
  it('is due by the clocks of the number’s region, first as a simple port and then as a non-simple one', () => {
    const requested = at('2026-11-02 10:00', chicago);
    expect(portInDueAt(requested, 'TX').map((time) => shown(time, chicago))).toEqual([
      '2026-11-03 00:00',
      '2026-11-07 00:00',
    ]);
  });

  it('reads states as AT&T takes them, and is patient where it does not know one', () => {
    expect(['NY', 'new york', ' Tx ', 'Hawaii', 'AZ'].map(timeZoneOfState)).toEqual([
      newYork,
      newYork,
      chicago,
      losAngeles,
      denver,
    ]);
    expect([timeZoneOfState('Ontario'), timeZoneOfState(undefined)]).toEqual([losAngeles, losAngeles]);
  });
});

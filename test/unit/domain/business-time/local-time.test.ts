import * as fc from 'fast-check';
import { localTimeOf } from '#domain/business-time/local-time';
import { portInDueBy } from '#domain/business-time/port-in-due';

const zones = ['America/New_York', 'America/Denver', 'America/Los_Angeles', 'Asia/Kathmandu', 'Australia/Lord_Howe'];
const years = { min: Date.UTC(2000, 0, 1), max: Date.UTC(2050, 0, 1) };

it('clocks show what Intl says, whenever it is', () => {
  fc.assert(
    fc.property(fc.integer(years), fc.constantFrom(...zones), (epochMs, timeZone) => {
      const { year, month, day, hour, minute } = localTimeOf(epochMs, timeZone);
      const date = new Date(Date.UTC(year, month - 1, day, hour, minute));
      const shown = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
      expect(date.toISOString().slice(0, 16).replace('T', ' ')).toBe(shown.format(epochMs));
    }),
  );
});

it('when a port-in is due is worked out without asking what clocks show a second time', () => {
  const asked = jest.spyOn(Intl.DateTimeFormat.prototype, 'formatToParts');
  const body = { accountHolder: { address: { state: 'WA' } } };
  const askedAtMs = Date.UTC(2026, 10, 25, 17, 2);
  const due = portInDueBy(body, askedAtMs);
  expect(asked.mock.calls.length).toBeGreaterThan(0);
  asked.mockClear();
  expect(portInDueBy(body, askedAtMs)).toEqual(due);
  expect(portInDueBy(body, askedAtMs + 60_000)).toEqual(due);
  expect(asked).not.toHaveBeenCalled();
  asked.mockRestore();
});

import fc from 'fast-check';
import { timestampOf } from '#domain/timestamp';

it('writes every time as toISOString does, one after another of the same second or not', () => {
  const times = fc.array(fc.double({ min: 0, max: 253_402_300_799_999, noNaN: true }), { maxLength: 4 });
  fc.assert(
    fc.property(times, (some) => {
      const close = some.flatMap((time) => [time, time + 1, time + 999, time]);
      expect(close.map(timestampOf)).toEqual(close.map((time) => new Date(time).toISOString()));
    }),
  );
});

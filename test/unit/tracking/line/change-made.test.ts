import type { RequestRecord } from '#requests/request-record';
import { withChangeMade } from '#tracking/line/change-made';
import type { LineEntry, LineItem } from '#tracking/line/line-item';
import { anEntry, lineItem, recordOf, timeOf } from './lines-in-table';

const finishedAt = timeOf(9);

const made = (line: Partial<LineItem>, entry: Partial<LineEntry>, record: Partial<RequestRecord> = { finishedAt }) => {
  const asked = anEntry(5, entry);
  return withChangeMade(lineItem(line), asked, { outcome: 'succeeded', record: recordOf(asked, record) });
};

it('a change that is not sensitive leaves what the line has had', () => {
  const line = {
    changesMade: 3,
    device: { sim: '0017' },
    laterNumber: { subscriberNumber: '2125550172', at: timeOf(1) },
  };
  expect(made(line, { to: 'suspended' })).toStrictEqual(line);
});

it('is counted, and known since its request ended, or was made where that is not known', () => {
  const entry = { change: 'voicemail' } as const;
  expect(made({ changesMade: 3 }, entry)).toMatchObject({ changesMade: 4, made: { at: finishedAt, sequence: 4 } });
  expect(made({}, entry, {}).made).toEqual({ at: timeOf(5), sequence: 1 });
  expect(withChangeMade(lineItem(), anEntry(5, entry), { outcome: 'succeeded', record: undefined }).made).toEqual({
    at: timeOf(5),
    sequence: 1,
  });
});

describe('a change of the number', () => {
  const line = { subscriberNumber: '2125550171', device: { sim: '0017' } };
  const change = 'number' as const;

  it('tells both numbers, and gives the line a later one', () => {
    expect(made(line, { change }, { finishedAt, learned: { facts: [], newNumber: '2125550172' } })).toStrictEqual({
      changesMade: 1,
      device: line.device,
      made: { at: finishedAt, sequence: 1, before: '2125550171', after: '2125550172' },
      laterNumber: { subscriberNumber: '2125550172', at: finishedAt },
    });
  });

  it('of which AT&T said nothing tells the one before, and leaves the later one the line had', () => {
    const laterNumber = { subscriberNumber: '2125550173', at: timeOf(1) };
    for (const learned of [undefined, { facts: [] }])
      expect(made({ ...line, laterNumber }, { change }, { finishedAt, learned })).toStrictEqual({
        changesMade: 1,
        device: line.device,
        laterNumber,
        made: { at: finishedAt, sequence: 1, before: '2125550171' },
      });
  });
});

describe('a change of the device', () => {
  const had = { imei: '1046', sim: '0017', eid: '0163' };

  it.each<[string, LineItem['device'], NonNullable<LineEntry['device']>, object, object]>([
    [
      'an IMEI for an IMEI',
      had,
      { imei: '1053' },
      { before: 'imei:1046', after: 'imei:1053' },
      { ...had, imei: '1053' },
    ],
    [
      'a SIM for SIM and eSIM',
      had,
      { sim: '0031' },
      { before: 'sim:0017 eid:0163', after: 'sim:0031' },
      { imei: '1046', sim: '0031' },
    ],
    [
      'an eSIM for a SIM',
      { imei: '1046', sim: '0017' },
      { eid: '0163' },
      { before: 'sim:0017', after: 'eid:0163' },
      { imei: '1046', eid: '0163' },
    ],
    [
      'all for all',
      had,
      { imei: '1053', sim: '0031' },
      { before: 'imei:1046 sim:0017 eid:0163', after: 'imei:1053 sim:0031' },
      { imei: '1053', sim: '0031' },
    ],
    ['something for nothing', undefined, { sim: '0031' }, { after: 'sim:0031' }, { sim: '0031' }],
    [
      'an IMEI where only the SIM is known',
      { sim: '0017' },
      { imei: '1053' },
      { after: 'imei:1053' },
      { sim: '0017', imei: '1053' },
    ],
  ])('%s', (_, device, next, told, known) => {
    const after = made({ device }, { change: 'device', device: next });
    expect(after.made).toStrictEqual({ at: finishedAt, sequence: 1, ...told });
    expect(after.device).toEqual(known);
  });

  it('leaves the later number of the line', () => {
    const laterNumber = { subscriberNumber: '2125550173', at: timeOf(1) };
    expect(made({ laterNumber }, { change: 'device', device: { sim: '0031' } }).laterNumber).toBe(laterNumber);
  });
});

describe('a change of the status', () => {
  const change = 'cancellation' as const;
  it.each<[string, LineItem['status'], LineEntry['to'], object]>([
    ['tells both', 'active', 'cancelled', { before: 'active', after: 'cancelled' }],
    ['tells the later one where the earlier is not known', undefined, 'cancelled', { after: 'cancelled' }],
    ['tells the later one where the earlier is uncertain', 'unknown', 'cancelled', { after: 'cancelled' }],
    ['tells the earlier one where it takes effect later', 'active', 'unknown', { before: 'active' }],
    ['tells none where it leads to none', 'active', undefined, {}],
  ])('%s', (_, status, to, told) => {
    const after = made({ status, device: { sim: '0017' } }, { change, to });
    expect(after).toStrictEqual({
      changesMade: 1,
      device: { sim: '0017' },
      laterNumber: undefined,
      made: { at: finishedAt, sequence: 1, ...told },
    });
  });
});

import { createMobilityWorld, type MobilityWorld, type Told } from '../../support/mobility-world';

let at: MobilityWorld;
beforeEach(() => {
  at = createMobilityWorld();
});

const apn = 'trackers.example.com';
const provision = (subscribers: object[], more: object = {}): string => {
  const told = at.ask('provision-pdp', { body: { apn, subscribers, ...more } });
  expect(told).toMatchObject({ status: 202, outcome: 'succeeded', body: { batchStatus: 'pending' } });
  return told.body.batchId as string;
};
const read = (batchId: string): Told['body'] => at.ask('get-pdp-provisioning', { path: { batchId } }).body;
const free = (wanted = apn): string[] =>
  at.ask('list-available-static-ips', { body: { apn: wanted, packetDataProfile: 'any' } }).body.ipAddresses as string[];
const remove = (subscriberNumber: string): Told => at.ask('remove-static-ip', { path: { subscriberNumber } });
const number = (ending: number): string => `21255501${String(ending).padStart(2, '0')}`;

describe('a PDP batch', () => {
  it('goes step by step', () => {
    const id = provision([{ subscriberNumber: number(17) }]);
    const steps = (): unknown => read(id).subscribers;
    at.advance('PT2M');
    expect(steps()).toMatchObject([{ profileCheck: 'completed', ipReservation: 'pending', profileUpdate: 'pending' }]);
    at.advance('PT5M');
    expect(steps()).toMatchObject([
      { ipReservation: 'completed', profileUpdate: 'pending', staticIp: '198.51.100.10' },
    ]);
    expect(read(id).batchStatus).toBe('pending');
    at.advance('PT10M');
    expect(read(id)).toMatchObject({ batchStatus: 'completed', subscribers: [{ profileUpdate: 'completed' }] });
    const { lines } = at.ask('get-line-details', { query: { subscriberNumber: number(17) } }).body;
    expect(lines).toMatchObject([{ staticIp: '198.51.100.10' }]);
  });

  it('of ten lines with one failure is partial, and removal frees an address', () => {
    const ten = [3, 4, 6, 7, 8, 9, 10, 11, 12, 27].map((ending) => ({ subscriberNumber: number(ending) }));
    const id = provision(ten);
    at.advance('PT1H');
    const { batchStatus, subscribers } = read(id) as { batchStatus: string; subscribers: Record<string, unknown>[] };
    expect(batchStatus).toBe('partial');
    expect(subscribers.filter(({ profileUpdate }) => profileUpdate === 'completed')).toHaveLength(9);
    expect(subscribers.at(-1)).toEqual({
      subscriberNumber: number(27),
      staticIp: null,
      profileCheck: 'completed',
      ipReservation: 'failed',
      profileUpdate: 'pending',
      reason: 'The address is in use.',
    });
    expect(new Set(subscribers.map(({ staticIp }) => staticIp)).size).toBe(10);
    expect(free()).not.toContain(subscribers[0]?.staticIp);
    expect(remove(number(3))).toMatchObject({ outcome: 'succeeded' });
    expect(free()).toContain(subscribers[0]?.staticIp);
    expect(remove(number(3))).toMatchObject({ status: 200, outcome: 'rejected', body: { errorCode: 'NO_STATIC_IP' } });
  });

  it('gives an address to one line only, be it stated or not', () => {
    const id = provision([
      { subscriberNumber: number(3), staticIp: '198.51.100.200' },
      { subscriberNumber: number(4), staticIp: '198.51.100.200' },
    ]);
    at.advance('PT1H');
    expect(read(id).subscribers).toMatchObject([{ ipReservation: 'completed' }, { ipReservation: 'failed' }]);
  });

  it.each([
    [number(35), 'failed', { profileCheck: 'failed' }],
    ['2145550100', 'failed', { profileCheck: 'failed', reason: 'The line is not known.' }],
    [number(2), 'failed', { profileCheck: 'failed', reason: 'The line is suspended.' }],
  ])('with %s alone has %s', (subscriberNumber, batchStatus, subscriber) => {
    const id = provision([{ subscriberNumber }]);
    at.advance('PT1H');
    expect(read(id)).toMatchObject({ batchStatus, subscribers: [{ ...subscriber, staticIp: null }] });
  });

  it('whose profile cannot be written gives the address back', () => {
    const before = free();
    const id = provision([{ subscriberNumber: number(36) }]);
    at.advance('PT1H');
    expect(read(id)).toMatchObject({
      batchStatus: 'failed',
      subscribers: [{ profileUpdate: 'failed', staticIp: null }],
    });
    expect(free()).toEqual(before);
  });

  it('is stuck or finds no address on the magic APNs', () => {
    const stuck = provision([{ subscriberNumber: number(17) }], { apn: 'stuck.example.com' });
    const full = provision([{ subscriberNumber: number(18) }], { apn: 'full.example.com' });
    at.advance('P9D');
    expect(read(stuck).batchStatus).toBe('pending');
    expect(read(full)).toMatchObject({ batchStatus: 'failed', subscribers: [{ reason: 'No address is free.' }] });
    expect(free('full.example.com')).toEqual([]);
  });

  it('of a line that moved its number away still frees what it had', () => {
    expect(free('fleet.example.com')).toEqual(['192.0.2.10', '192.0.2.11', '192.0.2.12']);
    const id = provision([{ subscriberNumber: number(17), staticIp: '192.0.2.10' }], { apn: 'fleet.example.com' });
    at.advance('PT1H');
    expect(free('fleet.example.com')).toEqual(['192.0.2.11', '192.0.2.12']);
    expect(read(id).batchStatus).toBe('completed');
    at.ask('cancel-subscriber', { path: { subscriberNumber: number(17) }, body: {} });
    expect(free('fleet.example.com')).toHaveLength(3);
  });

  it('is found by its id only', () => {
    expect(at.ask('get-pdp-provisioning', { path: { batchId: 'PDP-1' } })).toMatchObject({ status: 404 });
  });
});

import { portCourses } from '../../../tools/simulator/behaviours/mobility/port-courses';
import { createMobilityWorld, portInOf, type MobilityWorld, type Told } from '../../support/mobility-world';

let at: MobilityWorld;
beforeEach(() => {
  at = createMobilityWorld();
});

const request = (number: string, more: object = {}): string => {
  const { status, body, outcome } = at.ask('request-port-in', { body: portInOf(number, more) });
  expect({ status, outcome, state: body.state }).toEqual({ status: 201, outcome: 'succeeded', state: 'acknowledged' });
  return body.id as string;
};
const read = (portInId: string): Told['body'] => at.ask('get-port-in', { path: { portInId } }).body;
const patch = (portInId: string, body: object): Told => at.ask('update-port-in', { path: { portInId }, body });
const cancel = (portInId: string, body: object = {}): Told => at.ask('cancel-port-in', { path: { portInId }, body });
const codeOf = ({ stateReason }: Told['body']): unknown => (stateReason as { code?: string } | undefined)?.code;

/** States seen when one looks every quarter of an hour. */
const statesOver = (portInId: string, days: number): unknown[] => {
  const seen: unknown[] = [read(portInId).state];
  for (let quarters = 0; quarters < days * 96; quarters += 1) {
    at.advance('PT15M');
    const { state } = read(portInId);
    if (state !== seen.at(-1)) seen.push(state);
  }
  return seen;
};

describe('the states of a port-in', () => {
  it.each([
    ['0120', ['acknowledged', 'pending', 'sent', 'confirmed', 'inProgress', 'completed']],
    ['0174', ['acknowledged', 'pending', 'sent', 'ZZ-REVIEW', 'confirmed', 'inProgress', 'completed']],
    ['0175', ['acknowledged', 'pending', 'sent', 'rejected']],
    ['0176', ['acknowledged', 'pending', 'sent', 'rejected']],
    ['0177', ['acknowledged']],
    ['0178', ['acknowledged', 'pending', 'sent', 'delayed', 'confirmed', 'inProgress', 'completed']],
    ['0179', ['acknowledged', 'pending', 'sent', 'confirmed', 'held', 'inProgress', 'completed']],
    ['0180', ['acknowledged', 'pending', 'sent', 'confirmed', 'inProgress', 'failed']],
    ['0181', ['acknowledged', 'pending', 'sent', 'ER']],
    ['0182', ['acknowledged', 'pending', 'sent', 'DN']],
    ['0183', ['acknowledged', 'pending', 'sent', 'confirmed', 'inProgress', 'partial', 'completed']],
    ['0184', ['acknowledged', 'OP', 'CF', 'CO']],
    ['0185', ['acknowledged', 'pending', 'sent', 'cancelled']],
  ])('of a number that ends in %s are %j', (ending, states) => {
    expect(statesOver(request(`214555${ending}`), 6)).toEqual(states);
  });

  it('cover the neighbour’s vocabulary, but for the words nobody could explain', () => {
    const words = new Set([...portCourses.values()].flatMap(({ steps }) => steps.map(({ state }) => state)));
    const known = 'pending sent delayed rejected held confirmed inProgress cancelled completed failed partial';
    for (const word of `${known} OP CF CO CT DN ER`.split(' ')) expect([word, words.has(word)]).toEqual([word, true]);
  });

  it('come when they are due: confirmed for the wished date, a day ahead at least', () => {
    const [soon, later] = [
      request('2145550120', { requestedStartDate: '2026-11-10T13:00:00+0000' }),
      request('2145550121', { requestedStartDate: '2026-11-16T15:30:00+0000' }),
    ];
    at.advance('PT4H36M');
    expect(read(soon)).toMatchObject({ state: 'confirmed', requestedStartDate: '2026-11-10T13:00:00+0000' });
    expect(read(soon).confirmedDate).toBe('2026-11-11T16:35:00+0000');
    expect(read(later).confirmedDate).toBe('2026-11-16T15:30:00+0000');
    at.advance('P2D');
    expect([read(soon).state, read(later).state]).toEqual(['completed', 'confirmed']);
    at.advance('P4D');
    expect(read(later)).toMatchObject({ state: 'completed', completionDate: '2026-11-16T16:30:00+0000' });
  });

  it('tell a reason without a code, and a code nobody knows', () => {
    const [words, unknown] = [request('2145550176'), request('2145550175')];
    at.advance('P1D');
    expect(read(words).stateReason).toBe('The old carrier wants the customer to call.');
    expect(codeOf(read(unknown))).toBe('ZZ999');
    for (const id of [words, unknown]) patch(id, { note: [{ text: 'Done.' }] });
    at.advance('P3D');
    expect([read(words).state, read(unknown).state]).toEqual(['completed', 'completed']);
  });
});

describe('a correction', () => {
  it('of an open port-in is taken and shown, and does not disturb its way', () => {
    const id = request('2145550120');
    expect(patch(id, { requestedStartDate: '2026-11-13T15:30:00+0000', priority: 'expedite' }).body).toMatchObject({
      state: 'acknowledged',
      requestedStartDate: '2026-11-13T15:30:00+0000',
    });
    at.advance('PT5H');
    expect(read(id)).toMatchObject({
      state: 'confirmed',
      priority: 'expedite',
      confirmedDate: '2026-11-13T15:30:00+0000',
    });
  });

  it.each(['0180', '0181', '0182', '0120', '0185'])('of a finished one (%s) is refused with 409', (ending) => {
    const id = request(`214555${ending}`);
    at.advance('P5D');
    expect(patch(id, { billingZip: '10002' })).toMatchObject({
      status: 409,
      outcome: 'rejected',
      body: { code: 'PORT_IN_CLOSED' },
    });
  });

  it('that is lost is answered as if done, and the next read shows the old values', () => {
    const [refused, open] = [request('2145550171'), request('2145550172')];
    at.advance('PT5H');
    expect(patch(refused, { oldServiceProvider: { pin: '739105' } })).toMatchObject({
      outcome: 'succeeded',
      body: { state: 'pending' },
    });
    expect(patch(open, { requestedStartDate: '2026-12-01T09:00:00+0000' }).body).toMatchObject({
      requestedStartDate: '2026-12-01T09:00:00+0000',
    });
    expect(read(refused)).toMatchObject({ state: 'CT', stateReason: { code: 'PASSCODE_PIN_INVALID' } });
    expect(read(open).requestedStartDate).toBeUndefined();
    at.advance('P9D');
    expect([read(refused).state, read(open).state]).toEqual(['CT', 'completed']);
  });
});

describe('a cancellation', () => {
  it('stops a port-in at any time before it is completed, and may be repeated', () => {
    for (const [number, wait] of [
      ['2145550120', 'PT1S'],
      ['2145550142', 'P1D'],
      ['2145550121', 'PT29H'],
    ] as const) {
      const id = request(number);
      at.advance(wait);
      expect(cancel(id, { subscriberNumber: number })).toMatchObject({
        outcome: 'succeeded',
        body: { state: 'cancelled' },
      });
      expect(cancel(id)).toMatchObject({ outcome: 'succeeded', body: { state: 'cancelled' } });
      at.advance('P30D');
      expect(read(id).state).toBe('cancelled');
    }
  });

  it('speaks in short codes where the port-in does', () => {
    expect(cancel(request('2145550184')).body.state).toBe('CN');
  });

  it.each(['0120', '0180'])('of a finished one (%s) is refused with a 200', (ending) => {
    const id = request(`214555${ending}`);
    at.advance('P5D');
    expect(cancel(id)).toMatchObject({ status: 200, outcome: 'rejected', body: { stateReason: { code: 'TOO_LATE' } } });
  });

  it('for another number is refused', () => {
    expect(cancel(request('2145550120'), { subscriberNumber: '2145550121' })).toMatchObject({ status: 400 });
  });

  it('that is lost is answered as if done, and the port-in goes on', () => {
    const id = request('2145550173');
    expect(cancel(id)).toMatchObject({ outcome: 'succeeded', body: { state: 'cancelled' } });
    expect(read(id).state).toBe('acknowledged');
    at.advance('P3D');
    expect(read(id).state).toBe('completed');
  });
});

describe('what is not there', () => {
  it('is answered 404', () => {
    for (const { status, outcome } of [
      at.ask('get-port-in', { path: { portInId: 'PORT-1' } }),
      patch('PORT-1', { billingZip: '10002' }),
      cancel('PORT-1'),
    ])
      expect({ status, outcome }).toEqual({ status: 404, outcome: 'rejected' });
  });
});

import { TransportError } from '#att/transport';
import { operationById } from '#operations/registry';
import { requestKey } from '#requests/request-record';
import { mobilityRig, portInBody, portInsAtAtt, solutionProvider, wireAnswer, type MobilityRig } from './mobility-rig';

const number = '2125550300';

const request = (rig: MobilityRig, key: string, change: object = {}) =>
  rig.call('request-port-in', { body: portInBody(number, change), key });
const read = (rig: MobilityRig, portInId: string) => rig.call('get-port-in', { path: { portInId } });

describe('one open port-in per number', () => {
  it('asks AT&T once when twenty calls with twenty keys want the same number', async () => {
    const att = portInsAtAtt();
    const rig = await mobilityRig(att);
    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => request(rig, `key-${index}`)));
    expect(att.timesAsked('request-port-in')).toBe(1);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    const others = answers.filter(({ status }) => status !== 201);
    expect(others.map(({ status, body }) => [status, body['code']])).toEqual(
      Array.from({ length: 19 }, () => [409, 'already-done']),
    );
    const first = answers.find(({ status }) => status === 201)!.headers['x-request-record'];
    expect(others.every(({ body }) => body['firstRequest'] === first)).toBe(true);
  });

  it('tells a later caller which port-in is open and what can be done with it', async () => {
    const rig = await mobilityRig(portInsAtAtt());
    await request(rig, 'first');
    const { status, body } = await request(rig, 'second');
    expect(status).toBe(409);
    expect(body).toMatchObject({ code: 'already-done', detail: expect.stringContaining('PORT-1') as string });
    expect(body['nextSteps']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ action: 'cancel', path: '/v1/mobility/port-ins/PORT-1/cancellation' }),
      ]),
    );
  });

  it('lets another Solution Provider ask for the same number', async () => {
    const att = portInsAtAtt();
    const rig = await mobilityRig(att);
    await request(rig, 'first');
    const other = await rig.call('request-port-in', { body: portInBody(number), key: 'x', solutionProvider: '10067' });
    expect([other.status, att.timesAsked('request-port-in')]).toEqual([201, 2]);
  });

  it.each(['completed', 'CN', 'failed'])(
    'may be opened again after it ended as %s, and the first stays known',
    async (word) => {
      const shown = { word: 'pending', shown: {} };
      const rig = await mobilityRig(portInsAtAtt(shown));
      await request(rig, 'first');
      shown.word = word;
      rig.advance(60_000);
      await read(rig, 'PORT-1');
      rig.client.rest();
      expect((await request(rig, 'second')).status).toBe(201);
      expect(rig.client.sent).toHaveLength(3);
      const { body } = await rig.portIns({ subscriberNumber: number });
      expect((body['portIns'] as { id: string; state: string }[]).map(({ id }) => id)).toEqual(['PORT-1', 'PORT-2']);
    },
  );

  it('may be asked for again after AT&T refused it', async () => {
    const att = portInsAtAtt();
    const accept = att.replies['request-port-in']!;
    att.replies['request-port-in'] = () => wireAnswer(400, { code: 'NOT_COVERED', message: 'no' });
    const rig = await mobilityRig(att);
    expect((await request(rig, 'first')).status).toBe(422);
    att.replies['request-port-in'] = accept;
    expect((await request(rig, 'second')).status).toBe(201);
  });

  it('may be asked for again after nothing was sent', async () => {
    const att = portInsAtAtt();
    const accept = att.replies['request-port-in']!;
    att.replies['request-port-in'] = () => new TransportError('connect', false);
    const rig = await mobilityRig(att);
    expect((await request(rig, 'first')).status).toBe(503);
    att.replies['request-port-in'] = accept;
    expect((await request(rig, 'second')).status).toBe(201);
  });

  it('stays closed to others while nobody knows what became of the first', async () => {
    const att = portInsAtAtt();
    att.replies['request-port-in'] = () => wireAnswer(200, '<html>gateway error</html>');
    const rig = await mobilityRig(att);
    expect((await request(rig, 'first')).status).toBe(202);
    expect((await request(rig, 'second')).body['code']).toBe('already-done');
    const { body } = await rig.portIns({ subscriberNumber: number });
    expect(body['portIns']).toEqual([
      expect.objectContaining({ subscriberNumber: number, state: 'unknown', final: false }),
    ]);
    expect(att.timesAsked('request-port-in')).toBe(1);
  });

  it('stays closed when AT&T gives an id and a failure in one answer, because nothing says which is true', async () => {
    const att = portInsAtAtt();
    att.replies['request-port-in'] = () => wireAnswer(200, { id: 'PORT-1', state: 'acknowledged', errorCode: 'E-17' });
    const rig = await mobilityRig(att);
    expect((await request(rig, 'first')).status).toBe(202);
    expect((await request(rig, 'second')).body['code']).toBe('already-done');
    expect(att.timesAsked('request-port-in')).toBe(1);
  });

  it.each(['0', '000', 0, 'Success'])(
    'is open where AT&T writes the error code %j beside its id',
    async (errorCode) => {
      const att = portInsAtAtt();
      att.replies['request-port-in'] = () => wireAnswer(200, { id: 'PORT-1', state: 'acknowledged', errorCode });
      const rig = await mobilityRig(att);
      expect((await request(rig, 'first')).status).toBe(200);
      expect((await rig.portIn('PORT-1')).body).toMatchObject({ state: 'submitted' });
    },
  );

  it('is followed under an id that is a number, with all its digits', async () => {
    const att = portInsAtAtt();
    att.replies['request-port-in'] = () => wireAnswer(201, '{"id":90071992547409931,"state":"acknowledged"}');
    const rig = await mobilityRig(att);
    expect((await request(rig, 'first')).text).toBe('{"id":90071992547409931,"state":"acknowledged"}');
    expect((await rig.portIn('90071992547409931')).body).toMatchObject({
      id: '90071992547409931',
      state: 'submitted',
    });
  });

  it('is kept by a port-in born elsewhere as well', async () => {
    const att = portInsAtAtt({ word: 'pending', shown: { subscriberNumber: number } });
    const rig = await mobilityRig(att);
    expect((await read(rig, 'PORT-77')).status).toBe(200);
    const { status, body } = await request(rig, 'first');
    expect([status, body['code'], att.timesAsked('request-port-in')]).toEqual([409, 'already-done', 0]);
  });
});

describe('whether a write was let through, for whoever finds its record open', () => {
  const subjectOf = (id: 'request-port-in' | 'update-port-in', path: Record<string, string> = {}) => ({
    operation: operationById(id),
    request: { path, query: {}, body: { text: '', value: { subscriberNumber: number } } },
    solutionProvider,
    clientId: 'client-a',
  });

  it('is told by the guard of a new port-in and by the item of one that is changed', async () => {
    const rig = await mobilityRig(portInsAtAtt());
    const asked = await request(rig, 'first');
    const requestId = String(asked.headers['x-request-record']).split('/').at(-1)!;
    const opening = subjectOf('request-port-in');
    expect(await rig.effects.isReserved(opening, requestId)).toBe(true);
    expect(await rig.effects.isReserved(opening, 'req_other')).toBe(false);
    const change = subjectOf('update-port-in', { portInId: 'PORT-1' });
    expect(await rig.effects.isReserved(change, 'req_change')).toBe(false);
    const { tracked } = await rig.effects.reserve(change, 'req_change');
    expect(tracked).toEqual(await rig.effects.trackedKey(change));
    expect(await rig.effects.isReserved(change, 'req_change')).toBe(true);
  });
});

describe('the record of a request that has outlived its life', () => {
  const day = 24 * 3_600_000;
  /** A port-in whose cancellation got no answer, and whose record the table has removed after a time. */
  const cancelledAndGone = async (afterMs: number) => {
    const att = portInsAtAtt();
    att.replies['cancel-port-in'] = () => new TransportError('reset', true);
    const rig = await mobilityRig(att);
    await request(rig, 'first');
    const cancel = (key: string) => rig.call('cancel-port-in', { path: { portInId: 'PORT-1' }, body: {}, key });
    const { status, headers } = await cancel('cancel-1');
    expect(status).toBe(202);
    const requestId = String(headers['x-request-record']).split('/').at(-1)!;
    rig.advance(afterMs);
    await rig.table.delete(requestKey(requestId));
    return { cancel, timesAsked: () => att.timesAsked('cancel-port-in') };
  };

  it.each([day, 31 * day])(
    'is no sign that nothing was sent, after %i ms: AT&T is not asked again',
    async (afterMs) => {
      const { cancel, timesAsked } = await cancelledAndGone(afterMs);
      expect((await cancel('cancel-2')).status).toBe(409);
      expect(timesAsked()).toBe(1);
    },
  );
});

describe('what a port-in costs', () => {
  const count = async (rig: MobilityRig, work: () => Promise<{ status: number }>) => {
    rig.client.rest();
    const { status } = await work();
    return [status, rig.client.sent.filter((command) => command.startsWith('Transact')).length, rig.client.sent.length];
  };

  it('is three requests to the table for a request, an update and a cancellation, and none is a transaction', async () => {
    const rig = await mobilityRig(
      portInsAtAtt({ word: 'pending', shown: { requestedStartDate: '2026-11-20T15:30:00Z' } }),
    );
    expect(await count(rig, () => request(rig, 'first'))).toEqual([201, 0, 3]);
    const body = { requestedStartDate: '2026-11-20T15:30:00+0000' };
    expect(await count(rig, () => rig.call('update-port-in', { path: { portInId: 'PORT-1' }, body }))).toEqual([
      200, 0, 3,
    ]);
    const att = portInsAtAtt({ word: 'cancelled', shown: {} });
    const other = await mobilityRig(att);
    await request(other, 'first');
    const cancel = () => other.call('cancel-port-in', { path: { portInId: 'PORT-1' }, body: {} });
    expect(await count(other, cancel)).toEqual([200, 0, 3]);
  });

  it('is one request for a read that shows it as it was, one more for one with news, and one for a process’s first: whether it is polled', async () => {
    const rig = await mobilityRig(portInsAtAtt(), undefined, { takesInSightings: false });
    await request(rig, 'first');
    expect(await count(rig, () => read(rig, 'PORT-1'))).toEqual([200, 0, 2]);
    expect(rig.client.sent).toEqual(['GetItem', 'PutItem']);
    const knowing = await mobilityRig(portInsAtAtt());
    await request(knowing, 'first');
    await read(knowing, 'PORT-1');
    expect(await count(knowing, () => read(knowing, 'PORT-1'))).toEqual([200, 0, 2]);
    expect(await count(knowing, () => read(knowing, 'PORT-1'))).toEqual([200, 0, 1]);
    expect(knowing.client.sent).toEqual(['GetItem']);
  });
});

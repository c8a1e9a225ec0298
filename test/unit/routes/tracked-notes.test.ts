import '../../support/function-environment';
import { addPortInNote } from '#routes/long-running/add-port-in-note';
import { listPortInNotes } from '#routes/long-running/list-port-in-notes';
import { mostNotes } from '#tracking/note';
import { dynaliteClient } from '../../support/dynalite-client';
import { gatewayEvent, lambdaContext } from '../../support/gateway-event';
import { gatewayRig, solutionProvider } from '../../support/gateway-rig';
import { simulatedAtt } from '../../../tools/simulator/in-process';
import { watchedClient, type WatchedClient } from '../../support/watched-client';
import { mobilityRig, portInBody, portInsAtAtt } from '../tracking/long-running/mobility-rig';
import { routeHandler } from '../../support/route-handler';

let client: WatchedClient;
beforeAll(async () => {
  client = watchedClient(await dynaliteClient());
});
beforeEach(() => client.rest());

const document = { kind: 'letter-of-authorization', name: 'loa.pdf', reference: 'archive/loa-42' };

let orders = 0;
/** A process of the gateway, and an order it tracks. */
const rigWithOrder = async () => {
  const rig = gatewayRig({ client, transport: simulatedAtt().transport });
  const quoteId = `0Q0-noted-${(orders += 1)}`;
  await rig.attest(quoteId, { fact: 'credit', value: 'approved', program: 'apex' });
  return { rig, quoteId };
};

const notesIn = (answer: { body: Record<string, unknown> }) => answer.body['notes'] as { id: string; text?: string }[];
const toldIn = (answer: { body: Record<string, unknown> }) =>
  (answer.body['timeline'] as { type: string; note?: string }[]).filter(({ note }) => note !== undefined);

describe('notes of an order', () => {
  it('are listed oldest first, with their documents, and stand in the timeline', async () => {
    const { rig, quoteId } = await rigWithOrder();
    const first = await rig.addNote(quoteId, { text: 'waits for the owner' }, { key: 'one' });
    const second = await rig.addNote(quoteId, { document }, { key: 'two' });
    expect([first.status, second.status]).toEqual([201, 201]);
    const listed = await rig.listNotes(quoteId);
    expect(notesIn(listed)).toEqual([first.body, second.body]);
    expect(first.body).toMatchObject({ text: 'waits for the owner', by: 'client-a' });
    expect(second.body).toMatchObject({ document });
    expect(toldIn(await rig.order(quoteId))).toEqual([
      expect.objectContaining({ type: 'note-added', note: first.body['id'] }),
      expect.objectContaining({ type: 'document-added', note: second.body['id'] }),
    ]);
  });

  it('keep no PIN anywhere', async () => {
    const { rig, quoteId } = await rigWithOrder();
    const text = 'transfer PIN 86427531';
    const { body } = await rig.addNote(
      quoteId,
      { text, document: { ...document, name: 'PIN 86427531' } },
      { key: 'pin' },
    );
    expect(body).toMatchObject({ text: 'transfer PIN [secret]', document: { name: 'PIN [secret]' } });
    const { items } = await rig.table.query({
      partition: `SP#${solutionProvider}`,
      limit: 1_000,
    });
    expect(JSON.stringify([items, rig.log.lines, rig.metrics.emitted])).not.toContain('86427531');
  });

  it('are one, however often and at once the same is sent; another under the same key is refused', async () => {
    const { rig, quoteId } = await rigWithOrder();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => rig.addNote(quoteId, { text: 'once' }, { key: 'same' })),
    );
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(notesIn(await rig.listNotes(quoteId))).toHaveLength(1);
    expect(toldIn(await rig.order(quoteId))).toHaveLength(1);
    const other = await rig.addNote(quoteId, { text: 'another' }, { key: 'same' });
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
  });

  it.each([1, 2, 3])('survive a process that dies at its table request %i: the repeat completes them', async (nth) => {
    const { rig, quoteId } = await rigWithOrder();
    client.rest();
    client.goWrong(nth, 'crash-after');
    const dying = rig.addNote(quoteId, { text: 'lives' }, { key: 'dies' });
    await Promise.race([dying, client.died()]);
    client.rest();
    const again = await rig.addNote(quoteId, { text: 'lives' }, { key: 'dies' });
    expect(again.status).toBe(201);
    expect(notesIn(await rig.listNotes(quoteId))).toEqual([again.body]);
    expect(toldIn(await rig.order(quoteId))).toHaveLength(1);
  });

  it.each([
    ['without a key', { text: 'x' }, undefined, 400, 'idempotency-key-required'],
    ['that say nothing', {}, 'k', 400, 'invalid-request'],
    [
      'with a document at a signed address',
      { document: { ...document, reference: 'https://example.com/loa?sig=1' } },
      'k',
      400,
      'invalid-request',
    ],
    ['with a member nobody knows', { text: 'x', visibility: 'all' }, 'k', 400, 'invalid-request'],
    ['that are too long', { text: 'x'.repeat(2_001) }, 'k', 400, 'invalid-request'],
  ])('%s are refused', async (_, body, key, status, code) => {
    const { rig, quoteId } = await rigWithOrder();
    const answer = await rig.addNote(quoteId, body, key === undefined ? {} : { key });
    expect(answer).toMatchObject({ status, body: { code } });
    expect(notesIn(await rig.listNotes(quoteId))).toEqual([]);
  });

  it('of an order that is not theirs are neither taken nor shown to a Solution Provider', async () => {
    const { rig, quoteId } = await rigWithOrder();
    const theirs = { solutionProvider: '10006' };
    expect(await rig.addNote(quoteId, { text: 'x' }, { key: 'k', ...theirs })).toMatchObject({
      status: 404,
      body: { code: 'order-not-found' },
    });
    expect(await rig.listNotes(quoteId, theirs)).toMatchObject({ status: 404, body: { code: 'order-not-found' } });
  });

  it('end at a number that can still be read at once', async () => {
    const { rig, quoteId } = await rigWithOrder();
    for (let n = 1; n <= mostNotes; n += 1) await rig.addNote(quoteId, { text: `note ${n}` }, { key: `n-${n}` });
    expect(await rig.addNote(quoteId, { text: 'one more' }, { key: 'more' })).toMatchObject({
      status: 409,
      body: { code: 'note-limit' },
    });
    expect((await rig.addNote(quoteId, { text: 'note 7' }, { key: 'n-7' })).status).toBe(201);
    expect(notesIn(await rig.listNotes(quoteId)).map(({ text }) => text)).toEqual(
      Array.from({ length: mostNotes }, (_, index) => `note ${index + 1}`),
    );
  });
});

describe('notes of a port-in', () => {
  it('are kept while it goes on, and its changes while notes are added', async () => {
    const shown = { word: 'pending', shown: {} };
    const rig = await mobilityRig(portInsAtAtt(shown));
    await rig.call('request-port-in', { body: portInBody('2125550310', {}), key: 'port' });
    const event = (method: string, body?: object, key = 'note') =>
      gatewayEvent({
        method,
        path: { id: 'PORT-1' },
        headers: { 'Idempotency-Key': key },
        caller: { solutionProviders: [solutionProvider], scopes: ['tracking:read', 'tracking:write'] },
        ...(body && { body }),
      });
    const add = (text: string, key: string) =>
      routeHandler(addPortInNote, rig)(event('POST', { text, document }, key), lambdaContext());
    shown.word = 'confirmed';
    rig.advance(1_000);
    const notes = Array.from({ length: 10 }, (_, n) => add(`note no ${n}`, `key-${n}`));
    const read = rig.call('get-port-in', { path: { portInId: 'PORT-1' } });
    expect((await Promise.all(notes)).map(({ statusCode }) => statusCode)).toEqual(notes.map(() => 201));
    await read;
    const { body } = await routeHandler(listPortInNotes, rig)(event('GET'), lambdaContext());
    expect((JSON.parse(body) as { notes: unknown[] }).notes).toHaveLength(10);
    const portIn = await rig.portIn('PORT-1');
    expect(portIn.body).toMatchObject({ state: 'confirmed', version: 12 });
    expect(toldIn(portIn)).toHaveLength(10);
    const unknown = gatewayEvent({
      method: 'GET',
      path: { id: 'PORT-9' },
      caller: { solutionProviders: [solutionProvider], scopes: ['tracking:read'] },
    });
    expect(JSON.parse((await routeHandler(listPortInNotes, rig)(unknown, lambdaContext())).body)).toMatchObject({
      code: 'tracked-item-not-found',
    });
  });
});

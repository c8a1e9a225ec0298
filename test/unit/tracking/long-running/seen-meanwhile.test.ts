import { TransportError } from '#att/transport';
import { operationById } from '#operations/registry';
import { requestKey, requestRecordSchema } from '#requests/request-record';
import { createRequestStore } from '#requests/request-store';
import { mobilityRig, portInBody, portInsAtAtt, solutionProvider, type MobilityRig } from './mobility-rig';

const number = '2125550300';

const request = (rig: MobilityRig, key: string) => rig.call('request-port-in', { body: portInBody(number), key });
const read = (rig: MobilityRig, portInId: string) => rig.call('get-port-in', { path: { portInId } });

describe('a port-in that a read shows while nobody knows what became of a request for its number', () => {
  const shownMeanwhile = async () => {
    const state = { word: 'pending', shown: { subscriberNumber: number } };
    const att = portInsAtAtt(state);
    const open = att.replies['request-port-in']!;
    att.replies['request-port-in'] = () => new TransportError('reset', true);
    const rig = await mobilityRig(att);
    const asked = await request(rig, 'first');
    expect(asked.status).toBe(202);
    const requestId = String(asked.headers['x-request-record']).split('/').at(-1)!;
    att.replies['request-port-in'] = open;
    expect((await read(rig, 'PORT-77')).status).toBe(200);
    const decide = async (outcome: 'succeeded' | 'not-applied'): Promise<void> => {
      const stored = requestRecordSchema.parse(await rig.table.get(requestKey(requestId)));
      expect(
        await createRequestStore(rig.table, rig.now).transition(stored, { outcome, evidence: 'A person has looked.' }),
      ).toBe(true);
    };
    return { rig, att, state, requestId, decide };
  };

  it('does not make it look as if that request had never been sent', async () => {
    const { rig, requestId } = await shownMeanwhile();
    const opening = {
      operation: operationById('request-port-in'),
      request: { path: {}, query: {}, body: { text: '', value: { subscriberNumber: number } } },
      solutionProvider,
      clientId: 'client-a',
    };
    expect(await rig.effects.isReserved(opening, requestId)).toBe(true);
  });

  it.each(['undecided', 'succeeded', 'not-applied'] as const)(
    'keeps the number until it has ended, when the request is %s',
    async (outcome) => {
      const { rig, att, state, decide } = await shownMeanwhile();
      if (outcome !== 'undecided') await decide(outcome);
      expect((await request(rig, 'second')).body).toMatchObject({ code: 'already-done' });
      if (outcome === 'not-applied') expect((await request(rig, 'first')).body).toMatchObject({ code: 'already-done' });
      expect(att.timesAsked('request-port-in')).toBe(1);
      state.word = 'completed';
      rig.advance(60_000);
      rig.client.rest();
      await read(rig, 'PORT-77');
      expect((await request(rig, 'third')).status).toBe(201);
    },
  );
});

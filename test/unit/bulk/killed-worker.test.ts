import { dynaliteClient } from '../../support/dynalite-client';
import { bulkRig, type BulkRig } from '../../support/bulk-rig';
import { numbersOf, planChanges } from '../../support/bulk-writes';
import { fixedClock } from '../../support/fakes';
import { simulatedAtt } from '../../../tools/simulator/in-process';
import { watchedClient } from '../../support/watched-client';

const numbers = numbersOf(3);

/** What the reconciler finds out by asking AT&T. */
const reconcile = async (rig: BulkRig, id: string): Promise<void> => {
  for (const { state, requestId } of await rig.calls.all(id)) {
    const record = state === 'unknown' ? await rig.requests.find(requestId ?? '') : undefined;
    if (record?.outcome !== 'in-flight' && record?.outcome !== 'unknown') continue;
    const number = record.request.path['subscriberNumber'] ?? '';
    const isDone = rig.effects().some(({ key }) => key.startsWith(number));
    await rig.requests.transition(record, { outcome: isDone ? 'succeeded' : 'not-applied', evidence: 'It was read.' });
  }
};

describe('a worker that is killed', () => {
  afterEach(() => jest.restoreAllMocks());

  it('leaves every row to be done exactly once, whichever request to the table was its last', async () => {
    const clock = fixedClock(Date.now());
    jest.spyOn(Date, 'now').mockImplementation(clock.now);
    const dynalite = await dynaliteClient();
    let deaths = 0;
    for (let nth = 1; ; nth += 1) {
      const client = watchedClient(dynalite);
      const att = simulatedAtt();
      const doomed = await bulkRig({ client, att, clock });
      doomed.seedLines(numbers);
      const { body } = await doomed.submit({ body: planChanges(numbers), key: `key-${nth}` });
      const id = String(body['id']);
      client.rest();
      client.goWrong(nth, nth % 2 === 0 ? 'crash-after' : 'crash-before', 1_000);
      const input = [...doomed.started.values()][0]!;
      const lived = await Promise.race([client.died(), doomed.slice(input)]);
      if (lived) break;
      deaths += 1;

      const rig = await bulkRig({ client: dynalite, att, clock });
      const settled: number[] = [];
      let output = await rig.slice(input);
      for (let slices = 0; slices < 30 && !output.done; slices += 1) {
        clock.advance(60_000);
        await reconcile(rig, id);
        output = await rig.slice(input);
        settled.push(Number((await rig.look(id))['settled']));
      }
      expect({ nth, settled }).toEqual({ nth, settled: settled.toSorted((a, b) => a - b) });
      expect({ nth, view: await rig.look(id) }).toMatchObject({
        nth,
        view: { state: 'finished', settled: 3, counts: { succeeded: 3 } },
      });
      expect({ nth, counts: rig.effects().map(({ count }) => count) }).toEqual({ nth, counts: [1, 1, 1] });
    }
    expect(deaths).toBeGreaterThanOrEqual(20);
  });
});

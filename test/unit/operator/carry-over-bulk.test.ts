import { bulkRig, newestOf, submitChanges, type BulkRig } from '../../support/bulk-rig';
import { dynaliteClient } from '../../support/dynalite-client';
import { solutionProvider } from '../../support/gateway-rig';
import { operated } from '../../support/operated';
import { bothTables, former, itemsOf } from '../../support/restored-table';

const rows = 3;
const of = `--tenant rebound --provider ${solutionProvider} --actor jo --reason restored`;

/** A bulk write is carried out, and the table restored to when none of its rows had been. */
const restored = async () => {
  const before = await bulkRig();
  const id = await submitChanges(before, rows);
  const then = await itemsOf(before.client);
  await before.run();
  const client = await dynaliteClient();
  const now = await bulkRig({ client, att: before.att, clock: before.clock });
  for (const item of then) await now.table.put(item);
  const world = await operated();
  world.dynamoDb = bothTables(client, before.client);
  return { id, before, now, gateway: world.gateway };
};

/** As the sweep has it begun anew. */
const goOn = async (before: BulkRig, now: BulkRig): Promise<void> => {
  now.started.set('again', newestOf(before));
  await now.run();
};

const timesDone = (rig: BulkRig): number[] => rig.effects().map(({ count }) => count);

it('a bulk write that a restored table has forgotten to have carried out sends its rows once more: the danger', async () => {
  const { before, now } = await restored();
  expect(timesDone(before)).toEqual(Array<number>(rows).fill(1));
  await goOn(before, now);
  expect(timesDone(now)).toEqual(Array<number>(rows).fill(2));
});

it('is paused by what is read-only, and with the records carried over its rows are done without asking AT&T', async () => {
  const { id, before, now, gateway } = await restored();
  expect((await gateway(`sp read-only ${of}`)).exitCode).toBe(0);
  await goOn(before, now);
  expect(await now.look(id)).toMatchObject({ state: 'paused', pausedBecause: 'solution-provider-restricted' });
  const ended = await gateway(
    `requests carry-over --tenant rebound --from ${former} --since 2020-01-01T00:00:00Z --json`,
  );
  expect(JSON.parse(ended.out)).toMatchObject({ records: rows, unreadable: 0 });
  await gateway(`sp enable ${of}`);
  // Workers remember restrictions for a moment: this one is begun after that.
  const later = await bulkRig({ client: now.client, att: now.att, clock: now.clock });
  await later.change(id, 'running');
  await later.run();
  expect(await later.look(id)).toMatchObject({ state: 'finished' });
  expect((await later.rows(id)).map(({ state }) => state)).toEqual(Array<string>(rows).fill('succeeded'));
  expect(timesDone(later)).toEqual(Array<number>(rows).fill(1));
});

import { mostChanges } from '#bulk/bulk-write';
import { eventsOf } from '#events/events-of';
import { trackedImageOf } from '#events/tracked-image';
import { bulkWrites } from '#platform/table/keys';
import { bulkRig, submitChanges, type BulkRig } from '../../support/bulk-rig';
import { solutionProvider } from '../../support/gateway-rig';

const eventsFor = async (rig: BulkRig, id: string) => {
  const key = bulkWrites.key.of({ bulkId: id });
  return eventsOf(trackedImageOf(key, (await rig.table.get(key))!)!);
};

const toldOf = async (rig: BulkRig, id: string) =>
  (await eventsFor(rig, id)).map(({ sequence, type, before, after }) => [sequence, type, before, after]);

describe('events of a bulk write', () => {
  it('tell of its start and its end', async () => {
    const rig = await bulkRig();
    const id = await submitChanges(rig, 3);
    await rig.run();
    expect(await toldOf(rig, id)).toEqual([
      [1, 'bulk-write.started', 'storing', 'running'],
      [2, 'bulk-write.ended', 'running', 'finished'],
    ]);
    expect((await eventsFor(rig, id))[0]).toMatchObject({ resource: { kind: 'bulk-write', id, solutionProvider } });
  });

  it('tell of every pause, and of a cancellation before the end', async () => {
    const rig = await bulkRig();
    const id = await submitChanges(rig, 3);
    for (const state of ['paused', 'paused', 'running', 'cancelled']) await rig.change(id, state);
    await rig.run();
    expect((await toldOf(rig, id)).slice(1)).toEqual([
      [2, 'bulk-write.paused', 'running', 'paused'],
      [3, 'bulk-write.resumed', 'paused', 'running'],
      [4, 'bulk-write.cancelled', 'running', 'cancelled'],
      [5, 'bulk-write.ended', 'cancelled', 'cancelled'],
    ]);
  });

  it('tell why it is paused when nobody asked for it', async () => {
    const rig = await bulkRig();
    const id = await submitChanges(rig, 3);
    await rig.grant(undefined);
    await rig.run();
    expect((await eventsFor(rig, id)).at(-1)).toMatchObject({ type: 'bulk-write.paused', reason: 'grant-withdrawn' });
  });

  it('are bounded, and the end is always among them', async () => {
    const rig = await bulkRig();
    const id = await submitChanges(rig, 1);
    for (let change = 0; change < mostChanges / 2 + 5; change += 1) {
      await rig.change(id, 'paused');
      await rig.change(id, 'running');
    }
    await rig.run();
    const told = await toldOf(rig, id);
    expect(told).toHaveLength(mostChanges + 1);
    expect(told.at(-1)).toEqual([mostChanges + 1, 'bulk-write.ended', 'running', 'finished']);
  });

  it('tell nothing of one whose rows are still being stored, nor of another run that goes on with it', async () => {
    const rig = await bulkRig();
    const id = await submitChanges(rig, 1);
    const bulkWrite = await rig.bulkWrites.find(id);
    await rig.bulkWrites.goOn(bulkWrite!, 'running');
    expect(await toldOf(rig, id)).toHaveLength(1);
  });
});

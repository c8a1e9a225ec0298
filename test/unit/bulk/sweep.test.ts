import { createBulkStore } from '#bulk/bulk-store';
import { sweepRights } from '#entry/background-rights';
import { sweepBulkWrites } from '#bulk/sweep';
import { bulkRig, newestOf, submitChanges, type BulkRig } from '../../support/bulk-rig';
import { grantedTable } from '../../support/granted-table';
import { solutionProvider } from '../../support/gateway-rig';

const swept = (rig: BulkRig) =>
  sweepBulkWrites(
    {
      ...rig,
      bulkWrites: createBulkStore(grantedTable(rig.table, sweepRights), rig.clock.now),
      startBulkWriter: rig.start,
    },
    ['SP-B', solutionProvider],
    () => true,
  );

it('has another run go on with what nobody has worked on in time, and with nothing else', async () => {
  const rig = await bulkRig();
  const id = await submitChanges(rig, 3);
  const lost = newestOf(rig);
  expect(await swept(rig)).toBe(0);
  rig.clock.advance(3 * 60_000);
  expect(await swept(rig)).toBe(1);
  expect(await swept(rig)).toBe(0);
  expect(newestOf(rig)).toMatchObject({ id, run: 2 });
  expect(await rig.slice(lost)).toMatchObject({ done: true });
  expect(await rig.look(id)).toMatchObject({ settled: 0 });
  await rig.run();
  expect(await rig.look(id)).toMatchObject({ state: 'finished', settled: 3 });
  rig.clock.advance(60 * 60_000);
  expect(await swept(rig)).toBe(0);
});

it('leaves alone what is paused', async () => {
  const rig = await bulkRig();
  await rig.change(await submitChanges(rig, 1), 'paused');
  rig.clock.advance(24 * 60 * 60_000);
  expect(await swept(rig)).toBe(0);
});

import { Problem, type ProblemCode } from '#domain/problems/problems';
import { operation as cancelPortIn } from '#operations/cancel-port-in/operation';
import { createTable } from '#platform/table/table';
import { awaitingSightings } from '#polling/awaiting-sightings';
import { newSightingItem, sightingKey, sightingSchema } from '#polling/sighting';
import { noEffects } from '#requests/write-effects';
import { dynaliteClient, tableName } from '../../support/dynalite-client';
import { solutionProvider, subjectOf } from './world';

const context = subjectOf(cancelPortIn, {});

/** Effects that refuse as often as they are told to. */
const world = async (refusals: (ProblemCode | undefined)[]) => {
  const table = createTable(await dynaliteClient(), tableName);
  const clock = { ms: Date.now() };
  let asked = 0;
  const effects = awaitingSightings(
    {
      ...noEffects,
      reserve: () => {
        const code = refusals[asked];
        asked += 1;
        return code === undefined ? Promise.resolve({ warnings: ['let through'] }) : Promise.reject(new Problem(code));
      },
    },
    { table, wireNow: () => (clock.ms += 1_000) },
  );
  const item = newSightingItem({ ...context, request: { path: { portInId: 'P1' }, query: {} } }, 0);
  return { table, effects, item, timesAsked: () => asked };
};

it('lets a write through that is let through, and looks at nothing', async () => {
  const { effects, table } = await world([undefined]);
  const query = jest.spyOn(table, 'query');
  expect(await effects.reserve(context, 'req_1')).toEqual({ warnings: ['let through'] });
  expect(query).not.toHaveBeenCalled();
});

it.each<ProblemCode>(['step-not-allowed', 'already-done'])(
  'asks once more about a write that is refused with %s, when what a read has shown is known',
  async (code) => {
    const { effects, table, item, timesAsked } = await world([code, undefined]);
    await table.put(item);
    setTimeout(() => void table.delete(sightingKey(sightingSchema.parse(item))), 100);
    expect(await effects.reserve(context, 'req_1')).toEqual({ warnings: ['let through'] });
    expect(timesAsked()).toBe(2);
  },
);

it('refuses after a few seconds in which it has not become known', async () => {
  const { effects, table, item, timesAsked } = await world(['step-not-allowed', 'step-not-allowed']);
  await table.put(item);
  await expect(effects.reserve(context, 'req_1')).rejects.toMatchObject({ code: 'step-not-allowed' });
  expect(timesAsked()).toBe(2);
});

it.each<[string, ProblemCode, string]>([
  ['when no read has shown anything', 'step-not-allowed', 'SP-OTHER'],
  ['for what no read can change', 'precondition-failed', solutionProvider],
])('refuses at once %s', async (_, code, provider) => {
  const { effects, table, item, timesAsked } = await world([code]);
  await table.put({ ...item, ...sightingKey({ solutionProvider: provider, digest: 'd' }) });
  await expect(effects.reserve(context, 'req_1')).rejects.toMatchObject({ code });
  expect(timesAsked()).toBe(1);
});

it('refuses as it would have when nobody can tell', async () => {
  const { effects, table, timesAsked } = await world(['step-not-allowed']);
  jest.spyOn(table, 'query').mockRejectedValue(new Problem('service-unavailable'));
  await expect(effects.reserve(context, 'req_1')).rejects.toMatchObject({ code: 'step-not-allowed' });
  expect(timesAsked()).toBe(1);
});

import { bulkWriteId } from '#bulk/bulk-write';
import { createCipher } from '#platform/data-keys/cipher';
import { openContent } from '#bulk/sealed-content';
import type { WorkInput } from '#bulk/state-machine-io';
import { goneOn, submit, submittedBefore } from '#bulk/submit';
import { packRows } from '#bulk/pack-rows';
import type { Submission } from '#bulk/submission';
import { operationById } from '#operations/registry';
import { dynaliteClient } from '../../support/dynalite-client';
import { dataKeys, fingerprintsOf } from '../../support/data-keys';
import { bulkWorld, solutionProvider } from './world';

const operation = operationById('change-rate-plan');
const rowOf = (subscriberNumber: string, more: object = {}) => ({
  pathParameters: { subscriberNumber },
  body: '{"a":1}',
  ...more,
});
const submission = (...rows: ReturnType<typeof rowOf>[]): Submission => ({ operation, rows });
const plan = submission(rowOf('1', { reference: 'first' }), rowOf('2'), rowOf('3'));

let keys = 0;
const world = async () => {
  const { store, calls } = bulkWorld(await dynaliteClient());
  const started: [string, WorkInput][] = [];
  const key = `key-${(keys += 1)}`;
  const cipher = createCipher(dataKeys('bulk-rows'));
  const deps = {
    ...{ bulkWrites: store, calls, cipher, fingerprints: fingerprintsOf() },
    start: (...parts: [string, WorkInput]) => Promise.resolve(void started.push(parts)),
  };
  const id = bulkWriteId(solutionProvider, key);
  const submitter = {
    id,
    clientId: 'crm',
    solutionProvider,
    headers: { 'x-actor': 'j.doe' },
    customerReference: 'our 7',
  };
  const submitting = (of: Submission = plan, parts: Partial<typeof deps> = {}) =>
    submit({ ...deps, ...parts }, submitter, of, packRows(of.rows, undefined));
  const before = (of: Submission = plan) => submittedBefore(deps, solutionProvider, key, of);
  return { id, store, calls, deps, cipher, started, submitting, before };
};

it('stores the rows, sealed, and has them carried out', async () => {
  const { id, calls, cipher, started, submitting } = await world();
  const begun = await submitting();
  expect(begun).toMatchObject({
    ...{ id, solutionProvider, clientId: 'crm', operation: operation.id, scope: operation.scope, state: 'running' },
    ...{ rows: 3, calls: 3, headers: { 'x-actor': 'j.doe' }, customerReference: 'our 7' },
  });
  const stored = await calls.all(id);
  expect(stored).toMatchObject(
    [0, 1, 2].map((number) => ({
      number,
      state: 'waiting',
      attempts: 0,
      expiresAt: begun.expiresAt,
      rows: [{ row: number }],
    })),
  );
  expect(stored[0]!.rows).toEqual([{ row: 0, reference: 'first' }]);
  for (const [number, call] of stored.entries()) {
    expect(Buffer.from(call.sealed!).toString()).not.toContain('subscriberNumber');
    expect(await openContent(cipher, id, call)).toStrictEqual(rowOf(String(number + 1)));
    await expect(openContent(cipher, id, { ...call, number: 7 })).rejects.toThrow();
    await expect(openContent(cipher, 'blk_other', call)).rejects.toThrow();
    await expect(openContent(cipher, id, { ...call, keyId: undefined })).rejects.toThrow('another key');
  }
  await expect(openContent(cipher, id, { ...stored[0]!, sealed: undefined })).rejects.toThrow('no content');
  expect(started).toEqual([[`${id}-${begun.run}-0`, { id, run: begun.run, part: 0, slices: 0 }]]);
});

it('seals a call without a body as one', async () => {
  const { id, calls, cipher, submitting } = await world();
  const { pathParameters } = rowOf('1');
  await submitting({ operation, rows: [{ pathParameters }] });
  expect(await openContent(cipher, id, (await calls.all(id))[0]!)).toStrictEqual({ pathParameters });
});

it('is begun once, and from where it died', async () => {
  const { id, calls, deps, started, submitting } = await world();
  let left = 2;
  const dying = {
    ...deps.calls,
    add: (...parts: Parameters<typeof deps.calls.add>) =>
      (left -= 1) < 0 ? Promise.reject(new Error('died')) : deps.calls.add(...parts),
  };
  await expect(submitting(plan, { calls: dying })).rejects.toThrow('died');
  expect(started).toEqual([]);
  const begun = await submitting();
  expect([(await calls.all(id)).length, started.length]).toEqual([3, 1]);
  expect((await submitting()).run).toBe(begun.run);
  expect(new Set(started.map(([name]) => name)).size).toBe(1);
});

it('stores at most 24 rows at the same time', async () => {
  const { deps, submitting } = await world();
  let [now, most] = [0, 0];
  const add = async (...parts: Parameters<typeof deps.calls.add>) => {
    most = Math.max(most, (now += 1));
    await deps.calls.add(...parts);
    now -= 1;
  };
  await submitting(submission(...Array.from({ length: 30 }, (_, index) => rowOf(String(index)))), {
    calls: { ...deps.calls, add },
  });
  expect(most).toBe(24);
});

describe('what was submitted under a key', () => {
  it.each<[string, Submission, boolean]>([
    ['the same', plan, true],
    ['another order of its rows', submission(rowOf('2'), rowOf('1', { reference: 'first' }), rowOf('3')), false],
    ['another name of a row', submission(rowOf('1', { reference: 'other' }), rowOf('2'), rowOf('3')), false],
    [
      'another label of a row',
      submission(rowOf('1', { reference: 'first', customerReference: 'x' }), rowOf('2'), rowOf('3')),
      false,
    ],
    ['another body', submission(rowOf('1', { reference: 'first', body: '{"a":2}' }), rowOf('2'), rowOf('3')), false],
    ['no body', submission(rowOf('1', { reference: 'first', body: undefined }), rowOf('2'), rowOf('3')), false],
    ['another number', submission(rowOf('9', { reference: 'first' }), rowOf('2'), rowOf('3')), false],
    ['fewer rows', submission(rowOf('1', { reference: 'first' }), rowOf('2')), false],
    ['another operation', { ...plan, operation: operationById('reset-voicemail') }, false],
  ])('is %s: %#', async (_, again, isSame) => {
    const { id, before, submitting } = await world();
    await submitting();
    if (isSame) {
      expect(await before(again)).toMatchObject({ id });
      expect(await submitting(again)).toMatchObject({ id });
      return;
    }
    await expect(before(again)).rejects.toMatchObject({ code: 'idempotency-key-reused' });
    await expect(submitting(again)).rejects.toMatchObject({ code: 'idempotency-key-reused' });
  });

  it('is nothing before it is accepted', async () => {
    const { before, deps, submitting } = await world();
    expect(await before()).toBeUndefined();
    const dying = { ...deps.calls, add: () => Promise.reject(new Error('died')) };
    await expect(submitting(plan, { calls: dying })).rejects.toThrow('died');
    expect(await before()).toBeUndefined();
    await expect(before(submission(rowOf('9')))).rejects.toMatchObject({ code: 'idempotency-key-reused' });
  });

  it('goes on as long as it runs and has not ended', async () => {
    const { deps, started, submitting } = await world();
    const begun = await submitting();
    started.length = 0;
    for (const parts of [{ state: 'paused' }, { state: 'cancelled' }, { endedAt: begun.createdAt }] as const)
      expect(await goneOn(deps, { ...begun, ...parts })).toMatchObject(parts);
    expect(started).toEqual([]);
    expect(await goneOn(deps, begun)).toBe(begun);
    expect(started).toHaveLength(1);
  });
});

it('has an id of its own for each key of each Solution Provider', () => {
  const ids = [bulkWriteId('SP-A', 'one'), bulkWriteId('SP-A', 'two'), bulkWriteId('SP-B', 'one')];
  expect(new Set(ids).size).toBe(3);
  for (const id of ids) expect(id).toMatch(/^blk_[\w-]{32}$/);
});

import type { PlannedCall } from '#bulk/call-content';
import { checkRows } from '#bulk/check-rows';
import type { Invoke } from '#bulk/invoke';
import type { GatewayEvent } from '#api/gateway-event';
import { operationById, type OperationId } from '#operations/registry';
import { largestKeptBytes } from '#requests/kept-text';

const submitter = { id: 'blk_1', clientId: 'crm', solutionProvider: 'SP-A', headers: {} };
const callOf = (...rows: PlannedCall['rows']): PlannedCall => ({ pathParameters: {}, body: '{}', rows });
const valid = { status: 200, body: { warnings: [] } as object };

/** Checks calls; the operation’s function answers each by its number. */
const check = async (
  calls: readonly PlannedCall[],
  answerOf: (number: number) => { status: number; body: object } | Error = () => valid,
  { id = 'change-rate-plan', hasTime = () => true }: { id?: OperationId; hasTime?: () => boolean } = {},
) => {
  const events: GatewayEvent[] = [];
  const invoke: Invoke = (_, event) => {
    events.push(event);
    const answer = answerOf(Number(event.requestContext.requestId.split(':')[1]));
    if (answer instanceof Error) return Promise.reject(answer);
    return Promise.resolve({ statusCode: answer.status, headers: {}, body: JSON.stringify(answer.body) });
  };
  const told = await checkRows(invoke, operationById(id), submitter, calls, { check: 'gates', hasTime });
  return { ...told, events };
};
const refused = (code: string, more: object = {}) => ({ status: 400, body: { code, ...more } });
const wrong = (pointer: string) => refused('invalid-request', { errors: [{ pointer, detail: 'is wrong' }] });

it('what is wrong with a row is told at its place, in the order of rows, and with its name', async () => {
  const calls = [callOf({ row: 2, reference: 'third' }), callOf({ row: 0 }), callOf({ row: 1 })];
  const { problems, events } = await check(calls, (number) => [wrong('/imei'), valid, wrong('')][number]!);
  expect(problems).toEqual([
    { row: 1, reference: undefined, errors: [{ pointer: '/rows/1/body', detail: 'is wrong' }] },
    { row: 2, reference: 'third', errors: [{ pointer: '/rows/2/body/imei', detail: 'is wrong' }] },
  ]);
  expect(events).toHaveLength(3);
});

it('a path parameter that is wrong is told as the row has it', async () => {
  const errors = [{ parameter: 'path subscriberNumber', detail: 'is wrong' }];
  const { problems } = await check([callOf({ row: 0 })], () => refused('invalid-request', { errors }));
  expect(problems).toMatchObject([
    { errors: [{ pointer: '/rows/0/pathParameters/subscriberNumber', detail: 'is wrong' }] },
  ]);
});

it.each([
  'step-not-allowed',
  'already-done',
  'too-many-line-changes',
  'request-in-progress',
  'credentials-unavailable',
  'upstream-unavailable',
])('%s is told of every row of the call, as it may pass', async (code) => {
  const rows = [{ row: 0, reference: 'a', customerReference: 'our 7' }, { row: 1 }];
  const { problems } = await check([callOf(...rows)], () => refused(code, { detail: 'Because of this.' }));
  expect(problems).toEqual(
    rows.map((row) => ({
      ...row,
      code,
      errors: [{ pointer: `/rows/${row.row}`, detail: expect.stringMatching(/.+: Because of this\.$/) as string }],
    })),
  );
  const [short] = (await check([callOf({ row: 0 })], () => refused(code))).problems;
  expect(short!.errors).toEqual([{ pointer: '/rows/0', detail: expect.not.stringContaining(':') as string }]);
});

it.each<[string, object]>([
  ['nothing of a row', {}],
  [
    'something of the submission',
    {
      detail: 'No.',
      errors: [
        { parameter: 'header x-actor', detail: 'is required' },
        { pointer: '/a', detail: 'is wrong' },
      ],
    },
  ],
])('a problem that says %s is one of the submission', async (_, more) => {
  const errors = (more as { errors?: object[] }).errors?.slice(0, 1) ?? [];
  const checked = check([callOf({ row: 0 })], () => refused('invalid-request', more));
  await expect(checked).rejects.toMatchObject({ code: 'invalid-request', details: { errors } });
  await expect(
    check([callOf({ row: 0 })], () => refused('operation-not-bound', { detail: 'No.' })),
  ).rejects.toMatchObject({ code: 'operation-not-bound', details: { detail: 'No.' } });
});

it('a body that is too large is told without asking; one as large as it may be is asked about', async () => {
  const of = (bytes: number, ...rows: PlannedCall['rows']) => ({ ...callOf(...rows), body: 'x'.repeat(bytes) });
  const { problems, events } = await check([
    of(largestKeptBytes + 1, { row: 0, reference: 'a' }, { row: 1 }),
    of(largestKeptBytes, { row: 2 }),
  ]);
  expect(problems).toEqual(
    ['a', undefined].map((reference, row) => ({
      ...{ row, reference },
      errors: [{ pointer: `/rows/${row}/body`, detail: 'has more than the 190000 bytes a write may have' }],
    })),
  );
  expect(events.map(({ requestContext }) => requestContext.requestId)).toEqual(['blk_1:1']);
  expect((await check([{ pathParameters: {}, rows: [{ row: 0 }] }])).problems).toEqual([]);
});

it('without time for another call, or an answer to one, nothing is told', async () => {
  const unavailable = { code: 'service-unavailable', details: { retryAfterSeconds: 5 } };
  let left = 2;
  const hasTime = () => (left -= 1) > 0;
  await expect(
    check(
      [0, 1, 2].map((row) => callOf({ row })),
      () => valid,
      { hasTime },
    ),
  ).rejects.toMatchObject(unavailable);
  const cause = new Error('no answer');
  await expect(check([callOf({ row: 0 })], () => cause)).rejects.toMatchObject({ ...unavailable, cause });
});

describe('what is odd about a row', () => {
  const odd = (...warnings: object[]) => ({ status: 200, body: { warnings } });

  it('is told at its place, or of the whole row', async () => {
    const row = { row: 3, reference: 'a' };
    const { warnings, problems } = await check([callOf(row)], () =>
      odd({ detail: 'late' }, { pointer: '/x', detail: 'unknown', nearest: 'y' }),
    );
    expect(warnings).toEqual([
      { ...row, detail: 'late' },
      { ...row, pointer: '/rows/3/body/x', detail: 'unknown', nearest: 'y' },
    ]);
    expect(problems).toEqual([]);
    expect((await check([callOf(row)], () => ({ status: 200, body: {} }))).warnings).toEqual([]);
  });

  it('is told of 200 rows, the first of them', async () => {
    const calls = Array.from({ length: 150 }, (_, index) => callOf({ row: 149 - index }));
    const { warnings } = await check(calls, () => odd({ detail: 'a' }, { detail: 'b' }, { detail: 'c' }));
    expect(warnings).toHaveLength(200);
    const places = warnings.map(({ row }) => row);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });
});

describe('a call that carries several rows', () => {
  const rows = [{ row: 4 }, { row: 7 }];
  const told = async (pointer: string, ...of: PlannedCall['rows']) => {
    const { problems } = await check([callOf(...of)], () => wrong(pointer), { id: 'provision-pdp' });
    return problems.map(({ row, errors }) => [row, ...errors.map((error) => (error as { pointer: string }).pointer)]);
  };

  it.each([
    ['/subscribers/1/imei', [[7, '/rows/7/body/subscribers/0/imei']]],
    ['/subscribers/0', [[4, '/rows/4/body/subscribers/0']]],
    [
      '/apn',
      [
        [4, '/rows/4/body/apn'],
        [7, '/rows/7/body/apn'],
      ],
    ],
    [
      '/more/subscribers/1',
      [
        [4, '/rows/4/body/more/subscribers/1'],
        [7, '/rows/7/body/more/subscribers/1'],
      ],
    ],
  ])('is wrong at %s: %j', async (pointer, expected) => {
    expect(await told(pointer, ...rows)).toEqual(expected);
  });

  it('of which there is one has them where it wrote them', async () => {
    expect(await told('/subscribers/1/imei', { row: 4 })).toEqual([[4, '/rows/4/body/subscribers/1/imei']]);
  });

  it('is odd at the row of an element', async () => {
    const body = { warnings: [{ pointer: '/subscribers/1/x', detail: 'unknown' }] };
    const { warnings } = await check([callOf(...rows)], () => ({ status: 200, body }), { id: 'provision-pdp' });
    expect(warnings).toEqual([{ row: 7, pointer: '/rows/7/body/subscribers/0/x', detail: 'unknown' }]);
  });
});

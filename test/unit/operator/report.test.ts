import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTable } from '#platform/table/table';
import { toStored, type LongRunningRequest } from '#tracking/long-running/long-running-request';
import { newOrderItem } from '#tracking/order/new-order';
import { csvLine } from '../../../tools/operator/reports/csv';
import { tableName } from '../../support/dynalite-client';
import { operated } from '../../support/operated';
import { temporaryDirectory } from '../../support/temporary-directory';

const solutionProvider = 'A-06399x';
const day = (number: number): string => `2026-11-${String(number).padStart(2, '0')}T12:00:00.000Z`;

const portIn = (number: number, parts: Partial<LongRunningRequest> = {}): LongRunningRequest => ({
  ...{ kind: 'port-in', solutionProvider, id: `P${number}`, origin: 'here', state: 'pending', raw: {}, details: {} },
  ...{ stateAt: day(number), observedAt: day(number), createdAt: day(number), updatedAt: day(number) },
  ...{ guards: ['number:2125550120'], pending: {}, revision: 1 },
  timeline: [{ at: day(number), type: 'opened', after: 'submitted' }],
  movedEntries: undefined,
  ...parts,
});

const refused = (number: number, ...reasons: string[]): Partial<LongRunningRequest> => ({
  timeline: reasons.map((reason) => ({ at: day(number), type: 'state-changed', after: 'action-required', reason })),
});

const reported = async (...items: LongRunningRequest[]) => {
  const world = await operated();
  const table = createTable(world.dynamoDb, tableName);
  for (const item of items) await table.put(toStored(item));
  const csv = async (line: string) =>
    (await world.gateway(`report ${line} --tenant rebound`)).out.trimEnd().split('\n');
  return { ...world, table, csv };
};

it('lists each port-in with its age, where it stands, and why it was refused last, without its number', async () => {
  const over = portIn(2, { state: 'completed', stateAt: day(4) });
  const { csv } = await reported(
    over,
    portIn(3, { state: 'action-required', ...refused(3, 'pin-wrong', 'zip-wrong') }),
  );
  const [head, first, second, ...more] = await csv('ports');
  expect(head).toBe(
    'solutionProvider,id,state,createdAt,stateAt,ageHours,hoursInState,isOpen,rejections,lastRejection,overdueTold',
  );
  expect(first).toBe(`${solutionProvider},P2,completed,${day(2)},${day(4)},48.0,0.0,no,0,,0`);
  expect(second).toMatch(/^A-06399x,P3,action-required,.*,yes,2,zip-wrong,0$/);
  expect(more).toEqual([]);
});

it('counts reasons, the most frequent first', async () => {
  const { csv } = await reported(
    portIn(1, refused(1, 'zip-wrong')),
    portIn(2, refused(2, 'pin-wrong', 'pin-wrong')),
    portIn(3, refused(3, 'pin-wrong')),
    portIn(4),
  );
  expect((await csv('rejections')).map((line) => line.split(',').slice(0, 3))).toEqual([
    ['reason', 'rejections', 'portIns'],
    ['pin-wrong', '3', '2'],
    ['zip-wrong', '1', '1'],
  ]);
});

it('has a time to begin and to end', async () => {
  const { csv } = await reported(portIn(1), portIn(2), portIn(3));
  const ids = async (range: string) => (await csv(`ports ${range}`)).slice(1).map((line) => line.split(',')[1]);
  expect(await ids('--since 2026-11-02 --until 2026-11-03')).toEqual(['P2']);
  expect(await ids(`--since ${day(2)}`)).toEqual(['P2', 'P3']);
  expect(await ids(`--until ${day(2)}`)).toEqual(['P1']);
});

it('lists orders', async () => {
  const { csv, table } = await reported();
  const at = day(1);
  await table.put(newOrderItem({ solutionProvider, program: 'apex', quoteId: 'Q1', origin: 'here', by: 'crm' }, at));
  expect((await csv('orders'))[1]).toMatch(new RegExp(`^${solutionProvider},apex,Q1,,quoted,${at},`));
});

it('writes any number of rows to a file, reading by pages of the index, and over nothing', async () => {
  const { gateway, table, dynamoDb } = await reported();
  for (let number = 0; number < 250; number += 1) await table.put(toStored(portIn(1, { id: `P${number}` })));
  const sent: string[] = [];
  const send = dynamoDb.send.bind(dynamoDb) as (command: object) => Promise<unknown>;
  dynamoDb.send = ((command: object) => {
    sent.push(command.constructor.name);
    return send(command);
  }) as never;
  const out = join(temporaryDirectory('report-'), 'ports.csv');
  expect((await gateway(`report ports --tenant rebound --out ${out}`)).out).toContain('250 rows');
  expect(readFileSync(out, 'utf8').trimEnd().split('\r\n')).toHaveLength(251);
  expect(new Set(sent)).toEqual(new Set(['QueryCommand']));
  expect(sent).toHaveLength(3);
  expect(await gateway(`report ports --tenant rebound --out ${out}`)).toMatchObject({
    ...{ exitCode: 1, err: expect.stringContaining('EEXIST') },
  });
});

it.each([
  ['--since yesterday', 2],
  ['--provider nobody', 1],
])('refuses %s', async (option, exitCode) => {
  const { gateway } = await operated();
  expect(await gateway(`report ports --tenant rebound ${option}`)).toMatchObject({ exitCode, out: '' });
});

it('is no formula to a spreadsheet, whatever an id is', () => {
  expect(csvLine(['=1+1', 'a,b', 'say "x"', -5, undefined])).toBe(`'=1+1,"a,b","say ""x""",-5,`);
});

it('asks DynamoDB for no empty part of a key, which it refuses', async () => {
  const { dynamoDb, csv } = await reported(portIn(2));
  const { send } = dynamoDb;
  const asked: unknown[] = [];
  dynamoDb.send = ((command: {
    input: { KeyConditionExpression?: string; ExpressionAttributeValues?: Record<string, unknown> };
  }) => {
    const { KeyConditionExpression, ExpressionAttributeValues = {} } = command.input;
    if (KeyConditionExpression !== undefined) asked.push(...Object.values(ExpressionAttributeValues));
    return (send as (command: unknown) => unknown).call(dynamoDb, command);
  }) as never;
  for (const name of ['ports', 'orders', 'rejections']) await csv(name);
  expect(asked.length).toBeGreaterThan(5);
  expect(asked).not.toContainEqual({ S: '' });
});

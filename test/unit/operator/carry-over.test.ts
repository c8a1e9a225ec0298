import { TransportError } from '#att/transport';
import { longRunningRequests, pollJobs } from '#platform/table/keys';
import { createTable } from '#platform/table/table';
import { requestKey, requestRecordId } from '#requests/request-record';
import { fingerprintsOf } from '../../support/data-keys';
import { dynaliteClient, tableName, type Client } from '../../support/dynalite-client';
import { publisherRig, streamRecord } from '../../support/event-rig';
import { gatewayRig, solutionProvider } from '../../support/gateway-rig';
import { operated } from '../../support/operated';
import { bothTables, former, itemsOf } from '../../support/restored-table';
import { portInBody, portInsAtAtt } from '../tracking/long-running/mobility-rig';

const restrict = `sp read-only --tenant rebound --provider ${solutionProvider} --actor jo --reason restored`;
const carryOver = `requests carry-over --tenant rebound --from ${former} --since 2020-01-01T00:00:00Z`;
const key = requestKey(requestRecordId(solutionProvider, 'request-port-in', 'after'));
const portIn = longRunningRequests['port-in'].key.of({ solutionProvider, id: 'PORT-2' });

type Porting = (key: string, number: string) => Promise<number>;

/** A number is ported in, the table is restored to then, and what came since is forgotten. @param meanwhile what came since */
const restored = async (
  meanwhile: (ported: Porting, att: ReturnType<typeof portInsAtAtt>) => Promise<unknown>,
  damaged?: (items: object[]) => object[],
) => {
  const att = portInsAtAtt();
  const [before, now] = [await dynaliteClient(), await dynaliteClient()];
  const fingerprints = fingerprintsOf();
  const rigOf = (client: Client) => gatewayRig({ client, transport: att.transport, fingerprints });
  const portedBy =
    (client: Client) =>
    async (portKey: string, subscriberNumber: string): Promise<number> =>
      (await rigOf(client).call('request-port-in', { body: portInBody(subscriberNumber), key: portKey })).status;
  await portedBy(before)('earlier', '2125550101');
  const then = await itemsOf(before);
  await meanwhile(portedBy(before), att);
  const table = createTable(now, tableName);
  for (const item of then) await table.put(item);
  const world = await operated();
  world.dynamoDb = bothTables(now, before, damaged);
  /** What the stream tells of the table that took the other’s place. */
  const published = async (): Promise<void> => {
    const { publish } = await publisherRig(now);
    const known = then.map(({ pk, sk }) => JSON.stringify([pk, sk]));
    const news = (await itemsOf(now)).filter(({ pk, sk }) => !known.includes(JSON.stringify([pk, sk])));
    const records = news.map((item) => streamRecord(item as never, undefined, item));
    expect(await publish(records)).toEqual([]);
  };
  return { ...world, table, ported: portedBy(now), asked: () => att.timesAsked('request-port-in'), published };
};

const oneMore = (damaged?: (items: object[]) => object[]) =>
  restored((ported) => ported('after', '2125550102'), damaged);

it('a repeat of what a restored table has forgotten asks AT&T once more: the danger', async () => {
  const { ported, asked } = await oneMore();
  expect(asked()).toBe(2);
  expect(await ported('earlier', '2125550101')).toBe(201);
  expect(asked()).toBe(2);
  await ported('after', '2125550102');
  expect(asked()).toBe(3);
});

it('is refused while a Solution Provider may be written for', async () => {
  const { gateway, table } = await oneMore();
  expect(await gateway(carryOver)).toMatchObject({
    err: expect.stringContaining(`${solutionProvider} may be written for`),
    exitCode: 1,
  });
  expect(await table.get(key)).toBeUndefined();
});

describe('carried over from the table before', () => {
  const carried = async (world = oneMore()) => {
    const all = await world;
    await all.gateway(restrict);
    return { ...all, ended: await all.gateway(`${carryOver} --json`) };
  };

  it('a record is known again: its repeat is answered as before, and asks AT&T nothing', async () => {
    const { ended, ported, asked } = await carried();
    expect(JSON.parse(ended.out)).toMatchObject({ records: 1, alreadyThere: 1, tracked: 1, unreadable: 0 });
    expect(ended.exitCode).toBe(0);
    expect(await ported('after', '2125550102')).toBe(201);
    expect(asked()).toBe(2);
  });

  it('its number is somebody’s again: another key does not port it in', async () => {
    const { ported, asked } = await carried();
    expect(await ported('another-key', '2125550102')).toBe(409);
    expect(asked()).toBe(2);
  });

  it('the port-in is there again and polled, once the stream has told of the record', async () => {
    const { table, published } = await carried();
    expect(await table.get(portIn)).toBeUndefined();
    await published();
    expect(await table.get(portIn)).toMatchObject({ id: 'PORT-2', state: 'submitted' });
    const job = pollJobs.key.of({ solutionProvider, kind: 'port-in', id: 'PORT-2' });
    expect(await table.get(job)).toBeDefined();
  });

  it('twice, it does nothing more', async () => {
    const { gateway, table } = await carried();
    const standing = await table.get(key);
    expect(JSON.parse((await gateway(`${carryOver} --json`)).out)).toMatchObject({ records: 0, alreadyThere: 2 });
    expect(await table.get(key)).toEqual(standing);
  });

  it('a write of unknown outcome stays so: nobody sends it again, and it is looked into', async () => {
    const { ended, table, ported, asked } = await carried(
      restored((ported, att) => {
        att.replies['request-port-in'] = () => new TransportError('timeout', true);
        return ported('after', '2125550102');
      }),
    );
    expect(JSON.parse(ended.out)).toMatchObject({ records: 1 });
    expect(await table.get(key)).toMatchObject({ outcome: 'unknown', openPk: expect.any(String) });
    const times = asked();
    await ported('after', '2125550102');
    expect(asked()).toBe(times);
  });
});

it('a dry run says how many there are, and changes nothing', async () => {
  const { gateway, table } = await oneMore();
  await gateway(restrict);
  expect((await gateway(`${carryOver} --dry-run`)).out).toContain('records would be carried over: 1, with 1 things');
  expect(await table.get(key)).toBeUndefined();
});

it('one that had no outcome then has the one it got since', async () => {
  const { gateway, table } = await oneMore();
  await gateway(restrict);
  const earlier = requestKey(requestRecordId(solutionProvider, 'request-port-in', 'earlier'));
  const { outcome, ...record } = (await table.get(earlier)) ?? {};
  await table.put({ ...record, outcome: 'unknown' });
  expect(JSON.parse((await gateway(`${carryOver} --json`)).out)).toMatchObject({ records: 2, alreadyThere: 0 });
  expect(await table.get(earlier)).toMatchObject({ outcome });
});

it('one that nobody can read stays where it is, and is told with an exit code of its own', async () => {
  const { gateway, table } = await oneMore((items) => items.map((item) => ({ ...item, startedAt: { S: 'gone' } })));
  await gateway(restrict);
  const ended = await gateway(carryOver);
  expect(ended).toMatchObject({ exitCode: 3, out: expect.stringContaining(`stay in ${former}: 2`) });
  expect(await table.get(key)).toBeUndefined();
});

it('takes no table that is in use, and no time that is none', async () => {
  const { gateway } = await oneMore();
  expect((await gateway('requests carry-over --tenant rebound --from records --since 2020-01-01')).err).toContain(
    'is the table that is in use now',
  );
  expect((await gateway('requests carry-over --tenant rebound --from x --since monday')).err).toContain('It is a time');
});

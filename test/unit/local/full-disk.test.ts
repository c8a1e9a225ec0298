import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { Level } from 'level';
import * as z from 'zod';
import { createTable, type Table } from '#platform/table/table';
import { tablePath } from '../../../tools/local/data-dir';
import { createTableInput } from '../../../tools/local/table-definition';
import { tableEmulator } from '../../../tools/local/table-emulator';
import { tableName } from '../../../tools/local/store';
import { temporaryDirectory } from '../../support/temporary-directory';

/** The table in a folder, of a gateway that does not ask twice. */
const openTable = async (path: string) => {
  const server = tableEmulator({ path }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = new DynamoDBClient({
    region: 'us-east-1',
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  await client.send(new CreateTableCommand(createTableInput(tableName))).catch(() => undefined);
  await waitUntilTableExists({ client, maxWaitTime: 60, minDelay: 0.01, maxDelay: 0.1 }, { TableName: tableName });
  const close = async (): Promise<void> => {
    client.destroy();
    const closed = once(server, 'close');
    server.close();
    await closed;
  };
  return { table: createTable(client, tableName), close };
};

const key = { pk: 'SP#a', sk: 'REQUEST#1' };
const open = { openPk: 'OPEN#a', openSk: '2026-11-02' };
const numbered = z.array(z.looseObject({ sk: z.string() }));

const found = async (table: Table) =>
  numbered.parse((await table.query({ index: 'open', partition: open.openPk, limit: 500 })).items);

/** Has the nth write to the disk fail, and none after it. */
const failWrite = (nth: number): (() => number) => {
  let written = 0;
  for (const method of ['_put', '_del', '_batch'] as const) {
    const prototype = Level.prototype as unknown as Record<string, (...args: unknown[]) => Promise<void>>;
    const original = prototype[method]!;
    jest.spyOn(prototype, method).mockImplementation(function (this: unknown, ...args) {
      written += 1;
      if (written !== nth) return original.apply(this, args);
      return Promise.reject(Object.assign(new Error('No space left on device'), { code: 'LEVEL_IO_ERROR' }));
    });
  }
  return () => written;
};

afterEach(() => {
  jest.restoreAllMocks();
});

describe('the local table on a disk that is full', () => {
  const writes: readonly [string, (table: Table) => Promise<unknown>][] = [
    ['a new item', (table) => table.put({ ...key, ...open, state: 'new' })],
    ['an item to be found under another time', (table) => table.put({ ...key, ...open, openSk: '2026-11-03' })],
    [
      'an item that is not to be looked for any more',
      (table) => table.update({ key, set: { state: 'done' }, remove: ['openPk', 'openSk'] }),
    ],
    ['an item that goes', (table) => table.delete(key)],
  ];

  it.each(writes)('takes %s as a whole or not at all, whichever write of the disk fails', async (_what, write) => {
    for (let nth = 1; ; nth += 1) {
      const { table, close } = await openTable(temporaryDirectory('full-disk-'));
      if (_what !== 'a new item') await table.put({ ...key, ...open, state: 'new' });
      const before = [await table.get(key)].filter((item) => item !== undefined);
      const written = failWrite(nth);
      const outcome = await write(table).then(
        () => 'taken',
        (error: unknown) => error,
      );
      const count = written();
      jest.restoreAllMocks();
      const isTaken = outcome === 'taken';
      const item = await table.get(key);
      const listed = await found(table);
      const again = await write(table);
      await close();

      expect(listed).toEqual([item].filter((one) => one?.openPk !== undefined));
      if (!isTaken) {
        expect(outcome).toMatchObject({ code: 'service-unavailable' });
        expect([item].filter((one) => one !== undefined)).toEqual(before);
        expect(again).toBeTruthy();
      }
      if (count < nth) {
        expect(outcome).toBe('taken');
        return;
      }
    }
  });

  it('has after a restart all it took, before and after a write that failed half-way', async () => {
    const dataDir = temporaryDirectory('full-disk-');
    const script = join(import.meta.dirname, '../../support/full-disk.ts');
    const underLimit = `trap '' XFSZ; ulimit -f 64; exec "$0" --import tsx "$@"`;
    const printed = execFileSync('bash', ['-c', underLimit, process.execPath, script, dataDir, '300'], {
      encoding: 'utf8',
    });
    const { taken, failures } = z
      .object({ taken: z.array(z.number()), failures: z.array(z.string()) })
      .parse(JSON.parse(printed));
    const { table, close } = await openTable(tablePath(dataDir));
    const listed = (await found(table)).map(({ sk }) => Number(sk.split('#')[1]));
    await close();

    expect(failures).toEqual(['InternalServerError']);
    expect(taken.length).toBeGreaterThan(200);
    expect(listed.toSorted((a, b) => a - b)).toEqual(taken);
  }, 180_000);
});

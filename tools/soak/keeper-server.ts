import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { createTable } from '#platform/table/table';
import { keeperHere } from '../local/keeper-here';
import { tableName } from '../local/store';
import { close, listen, loopback } from '../loopback/listen';
import type { TableServer } from './table-server';

/** Lambda, as far as reads have sightings kept: the keeper lives on when the process of a read dies. */
export const startKeeperServer = async ({
  client,
}: Pick<TableServer, 'client'>): Promise<{ url: string; close(): Promise<void> }> => {
  const log = { info: () => undefined, warn: () => undefined, error: console.error };
  const keep = keeperHere({ log, table: createTable(client, tableName), now: Date.now });
  const server = createServer((request, response) => {
    void text(request)
      .then((body) => keep('', JSON.parse(body) as object))
      .then((answer) => response.writeHead(200).end(JSON.stringify(answer)))
      .catch((error: unknown) => {
        const errorType = error instanceof Error ? error.name : typeof error;
        response.writeHead(200, { 'x-amz-function-error': 'Unhandled' }).end(JSON.stringify({ errorType }));
      });
  });
  const port = await listen(server, 0);
  return { url: `http://${loopback}:${port}`, close: () => close(server) };
};

import { bulkWriterRights } from '#entry/background-rights';
import { grantedTable } from './granted-table';
import './function-environment';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Grant } from '#api/grants';
import { asStated } from '#domain/contract/as-stated';
import type { Invoke } from '#bulk/invoke';
import { createCipher } from '#platform/data-keys/cipher';
import { work } from '#bulk/work';
import type { WorkInput, WorkOutput } from '#bulk/state-machine-io';
import { composeBulkWriter } from '#entry/compose-bulk-writer';
import { operations, type OperationId } from '#operations/registry';
import { createBulkWrite } from '#routes/bulk/create-bulk-write';
import { getBulkWrite } from '#routes/bulk/get-bulk-write';
import { listBulkWriteRows } from '#routes/bulk/list-bulk-write-rows';
import { listBulkWrites } from '#routes/bulk/list-bulk-writes';
import { updateBulkWrite } from '#routes/bulk/update-bulk-write';
import type { OperationHandler } from '#api/read-handler';
import { createTable } from '#platform/table/table';
import { lines } from '../../tools/simulator/behaviours/mobility/lines';
import { dataKeys, keySecret, keySecretName } from './data-keys';
import { numbersOf, planChanges } from './bulk-writes';
import { dynaliteClient, tableName, type Client } from './dynalite-client';
import { fakeSecretsManager, fixedClock, recordingLog, recordingMetrics, type Clock } from './fakes';
import { gatewayEvent, lambdaContext } from './gateway-event';
import { gatewayRig, solutionProvider, type RigOptions } from './gateway-rig';
import { simulatedAtt, type SimulatedAtt } from '../../tools/simulator/in-process';
import { routeHandler } from './route-handler';

const scopes = ['mobility:write', 'ordering:write', 'bulk:read', 'bulk:write'] as const;

export interface Parts {
  body?: unknown;
  csv?: string;
  key?: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  scopes?: readonly (typeof scopes)[number][];
  solutionProvider?: string;
  remainingMs?: number;
}

export interface BulkRigOptions {
  client?: Client;
  att?: SimulatedAtt;
  clock?: Clock;
  /** Stands between the worker and the operations’ functions. */
  through?: (invoke: Invoke) => Invoke;
  /** How many sensitive changes a number may have. */
  lineChangeLimit?: RigOptions['lineChangeLimit'];
  /** Where AT&T serves what, and how its documents look; as the simulator’s own when left out. */
  stated?: Required<Pick<RigOptions, 'bindings' | 'contract'>>;
}

/** Bulk writes over the real handlers of operations, the table in this process and the simulated AT&T. */
export const bulkRig = async (options: BulkRigOptions = {}) => {
  const { client = await dynaliteClient(), att = simulatedAtt(), clock = fixedClock(Date.now()) } = options;
  const table = createTable(client, tableName);
  const limited = options.lineChangeLimit && { lineChangeLimit: options.lineChangeLimit };
  const rig = gatewayRig({ client, transport: att.transport, now: clock.now, ...limited, ...options.stated });
  const [log, metrics] = [recordingLog(), recordingMetrics()];
  const direct: Invoke = async (id, event) => {
    const { statusCode, headers, body } = await rig.handle(id as OperationId, event); // Bulk writes know no other ids.
    return { statusCode, headers: headers ?? {}, body };
  };
  const secrets = fakeSecretsManager({ [keySecretName('bulk-rows')]: keySecret() });
  const started = new Map<string, WorkInput>();
  let grant: Grant | undefined = { solutionProviders: [solutionProvider], scopes: [...scopes] };
  const ports = {
    log,
    metrics,
    table,
    cipher: createCipher(dataKeys('bulk-rows', secrets)),
    invoke: options.through ? options.through(direct) : direct,
    operationOf: (id: string) => operations.map(asStated(options.stated?.contract ?? {})).find((one) => one.id === id),
    grantOf: () => Promise.resolve(grant),
    now: clock.now,
    wireNow: () => Date.now(),
  };
  const deps = {
    ...composeBulkWriter(ports),
    client,
    log,
    metrics,
    fingerprints: rig.fingerprints,
    start: (name: string, input: WorkInput) => {
      if (!started.has(name)) started.set(name, input);
      return Promise.resolve();
    },
  };
  const answered = async (handler: OperationHandler, path: Record<string, string>, parts: Parts = {}) => {
    const { body, csv, key, query, headers } = parts;
    const event = gatewayEvent({
      headers: {
        ...(key !== undefined && { 'Idempotency-Key': key }),
        'Content-Type': csv === undefined ? 'application/json' : 'text/csv',
        ...headers,
      },
      path,
      body: csv ?? body,
      ...(query && { query }),
      caller: {
        clientId: 'client-a',
        solutionProviders: [parts.solutionProvider ?? solutionProvider],
        scopes: parts.scopes ?? scopes,
      },
    });
    const answer = await handler(event, lambdaContext(parts.remainingMs));
    return {
      status: answer.statusCode,
      headers: answer.headers ?? {},
      text: answer.body,
      body: (/json$/.test(String(answer.headers?.['content-type'])) ? JSON.parse(answer.body) : {}) as Record<
        string,
        unknown
      >,
    };
  };
  const create = routeHandler(createBulkWrite, deps);
  const rows = routeHandler(listBulkWriteRows, deps);
  /** As the function finds the table. */
  const worker = composeBulkWriter({ ...ports, table: grantedTable(table, bulkWriterRights) });
  const slice = (input: WorkInput, hasTime = () => true): Promise<WorkOutput> => work(worker, input, hasTime);
  return {
    ...deps,
    att,
    client,
    clock,
    table,
    started,
    secretReads: secrets.asked,
    /** The function of an operation, called by itself. */
    handle: rig.handle,
    /** What operations’ functions are told. */
    settings: rig.settings,
    slice,
    /** What the client that submits is granted from now on. */
    grant: (granted: Grant | undefined): Promise<void> => {
      grant = granted;
      return Promise.resolve();
    },
    submit: (parts: Parts) => answered(create, {}, { key: 'key-1', ...parts }),
    submitWithoutKey: (parts: Parts) => answered(create, {}, parts),
    look: async (id: string, parts?: Parts) =>
      (await answered(routeHandler(getBulkWrite, deps), { bulkWriteId: id }, parts)).body,
    list: (parts?: Parts) => answered(routeHandler(listBulkWrites, deps), {}, parts),
    rows: async (id: string, query: Record<string, string> = { limit: '100' }) =>
      (await answered(rows, { bulkWriteId: id }, { query })).body['rows'] as Record<string, unknown>[],
    rowPage: (id: string, parts: Parts) => answered(rows, { bulkWriteId: id }, parts),
    change: (id: string, state: string, parts: Parts = {}) =>
      answered(routeHandler(updateBulkWrite, deps), { bulkWriteId: id }, { ...parts, body: { state } }),
    /** Runs the newest execution as the state machine does, waiting as long as it says, to its end. */
    run: async (most = 400): Promise<WorkOutput> => {
      let output: WorkOutput | undefined;
      let input = [...started.values()].at(-1)!;
      for (let slices = 0; slices < most; slices += 1) {
        output = await slice(input);
        if (output.done) return output;
        if (output.handOver) input = output.next.input;
        else {
          input = output;
          clock.advance(output.waitSeconds * 1000);
        }
      }
      return output!;
    },
    /** What is in the table, bytes as text. */
    dump: async (): Promise<string> => {
      const { Items = [] } = await client.send(new ScanCommand({ TableName: tableName }));
      return Items.map((item) =>
        JSON.stringify(unmarshall(item), (_key, value: unknown) =>
          value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
        ),
      ).join('\n');
    },
    effects: () => att.simulation.effects.all().map(({ key, count }) => ({ key, count })),
    seedLines: (numbers: readonly string[]) => {
      for (const number of numbers)
        att.simulation.world.set(lines, solutionProvider, number, { billingAccountNumber: '287300000002' });
    },
  };
};
export type BulkRig = Awaited<ReturnType<typeof bulkRig>>;

/** Submits changes of as many lines, which AT&T knows. @returns the bulk write’s id */
export const submitChanges = async (rig: BulkRig, count: number, plan?: string): Promise<string> => {
  const numbers = numbersOf(count);
  rig.seedLines(numbers);
  const { status, text, body } = await rig.submit({ body: planChanges(numbers, plan) });
  if (status !== 202) throw new Error(text);
  return String(body['id']);
};

/** What the newest execution was started with. */
export const newestOf = (rig: BulkRig): WorkInput => [...rig.started.values()].at(-1)!;

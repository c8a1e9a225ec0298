import { pushApplierRights, pushReceiverRights } from '#entry/background-rights';
import { grantedTable } from './granted-table';
import { asStated } from '#domain/contract/as-stated';
import type { Contract } from '#domain/contract/statement';
import type { LongRunningKind } from '#domain/mobility/observation';
import { composePushes } from '#entry/compose-pushes';
import { polledReads } from '#operations/polled-reads';
import type { StartExecution } from '#polling/start-polling';
import type { Table } from '#platform/table/table';
import { applyPush } from '#pushes/apply-push';
import { createIsSender } from '#pushes/is-sender';
import type { PushKey } from '#pushes/push';
import { createPushContent } from '#pushes/push-content';
import { createIsPushSecret, pushSecretName } from '#pushes/push-secret';
import { createPushKeeper } from '#pushes/push-store';
import { receivePush } from '#pushes/receive-push';
import { sweepPushes } from '#pushes/sweep-pushes';
import { longRunningKey } from '#tracking/long-running/long-running-request';
import { dataKeys, keySecret, keySecretName } from './data-keys';
import { fakeSecretsManager, recordingLog, recordingMetrics } from './fakes';
import { solutionProvider } from './gateway-rig';

export const pushHeader = 'X-Push-Secret';
export const pushSecretOf = (provider: string): string => `made up for pushes of ${provider}`;
export const pushSource = '192.0.2.17';

const otherProvider = '10067';
const providers = [solutionProvider, otherProvider];

interface Sent {
  to?: string;
  headers?: Record<string, string>;
  from?: string;
  isBase64Encoded?: boolean;
}

/** Receiver and applier of pushes over a table, as they are composed for a tenant. */
export const pushRig = ({ table, now, contract }: { table: Table; now: () => number; contract: Contract }) => {
  const [log, metrics] = [recordingLog(), recordingMetrics()];
  const secrets = fakeSecretsManager({
    [keySecretName('pushes')]: keySecret(),
    ...Object.fromEntries(
      providers.map((id) => [pushSecretName('test', id), JSON.stringify({ current: pushSecretOf(id) })]),
    ),
  });
  const keys = dataKeys('pushes', secrets);
  const started: Parameters<StartExecution>[] = [];
  const start: StartExecution = (...execution) => Promise.resolve(void started.push(execution));
  /** As corrected last. */
  const stated = { contract };
  const applier = () =>
    composePushes({
      log,
      metrics,
      table: grantedTable(table, pushApplierRights),
      keys,
      start,
      now,
      reads: polledReads.map(asStated(stated.contract)),
    });
  /** What the receiver has handed on and nobody has looked at. */
  const handedOn: PushKey[] = [];
  const receiver = {
    ...{ log, metrics },
    isSender: createIsSender({
      solutionProviders: providers,
      secret: {
        header: pushHeader,
        is: createIsPushSecret({ readSecret: secrets.readSecret, prefix: 'test', log, wireNow: () => 0 }),
      },
      sources: ['192.0.2.0/24', '2001:db8::/32'],
    }),
    keeper: createPushKeeper(grantedTable(table, pushReceiverRights), createPushContent(keys), now),
    handOn: (push: PushKey) => Promise.resolve(void handedOn.push(push)),
  };
  const send = async (
    body: string,
    { to = solutionProvider, headers = { [pushHeader]: pushSecretOf(to) }, from = pushSource, ...rest }: Sent = {},
  ): Promise<number> => {
    const answer = await receivePush(receiver, {
      ...{ headers, body, ...rest },
      pathParameters: { solutionProvider: to },
      requestContext: { http: { sourceIp: from } },
    });
    return answer.statusCode;
  };
  /** Looks at what was handed on. @returns what became of each */
  const look = async (): Promise<string[]> => {
    const became: string[] = [];
    for (const key of handedOn.splice(0)) {
      const push = await applier().pushes.find(key);
      became.push((await applyPush(applier(), push!)).state);
    }
    return became;
  };
  return {
    ...{ log, metrics, secrets, started, stated, handedOn, receiver, send, look, applier },
    /** Sends it and has it looked at. */
    push: async (body: string, sent?: Sent): Promise<string> => {
      expect(await send(body, sent)).toBe(202);
      return (await look())[0]!;
    },
    sweep: () => sweepPushes(applier, providers, () => true),
    /** States an item has come to, in order: each is an event. */
    statesOf: async (kind: LongRunningKind, id: string, of = solutionProvider): Promise<unknown[]> => {
      const item = await table.get(longRunningKey(kind, of, id));
      const timeline = item?.['timeline'] as { type: string; after?: string }[] | undefined;
      return (timeline ?? []).flatMap(({ type, after }) => (type === 'state-changed' ? [after] : []));
    },
    itemOf: (kind: LongRunningKind, id: string, of = solutionProvider) => table.get(longRunningKey(kind, of, id)),
    otherProvider,
  };
};

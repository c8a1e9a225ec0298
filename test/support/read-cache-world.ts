import './function-environment';
import type { TransportError } from '#att/transport';
import { type Transport, type WireRequest } from '#att/transport';
import type { OperationId } from '#operations/registry';
import { dynaliteClient, type Client } from './dynalite-client';
import { fixedClock, wireAnswer } from './fakes';
import { gatewayRig } from './gateway-rig';

export const number = '2125550101';
export const other = '2125550102';
export const account = '287300000001';
export const byNumber = (subscriberNumber = number) => ({ query: { subscriberNumber } });
export const ofLine = { path: { subscriberNumber: number } };

/** AT&T with lines and accounts of which only a revision counts: each write makes another. */
export const attOfRevisions = () => {
  const asked: string[] = [];
  const state = { revision: 1, fails: undefined as TransportError | undefined, readStatus: 200 };
  const held = { read: undefined as Promise<void> | undefined, write: undefined as Promise<void> | undefined };
  const answer = ({ method, url }: WireRequest) => {
    const lines = [{ subscriberNumber: url.searchParams.get('subscriberNumber') ?? number, revision: state.revision }];
    const one = { billingAccountNumber: account, revision: state.revision };
    if (method === 'GET')
      return wireAnswer(state.readStatus, { ...one, lines, subscribers: lines, id: 'P', state: 'pending' });
    state.revision += 1;
    return wireAnswer(200, { status: 'Success', newSubscriberNumber: other, id: 'P', ...one });
  };
  const transport: Transport = async (request) => {
    asked.push(`${request.method} ${request.url.pathname}`);
    const isRead = request.method === 'GET';
    if (!isRead && state.fails) throw state.fails;
    if (!isRead) await held.write;
    const given = answer(request);
    if (isRead) await held.read;
    return given;
  };
  return { asked, state, held, transport };
};

export const cachingWorld = async (seconds = 10) => {
  const client: Client = await dynaliteClient();
  const clock = fixedClock(Date.now());
  const att = attOfRevisions();
  /** Another function instance over the same table. */
  const instance = () =>
    gatewayRig({ client, transport: att.transport, readCacheSeconds: seconds, wireNow: clock.now });
  const rig = instance();
  const read = async (
    id: OperationId = 'get-line-details',
    parts: Parameters<typeof rig.call>[1] = byNumber(),
    on = rig,
  ) => {
    const before = att.asked.length;
    const { status, headers, body } = await on.call(id, parts);
    const [line] = (body['lines'] as { revision: number }[] | undefined) ?? [];
    return {
      status,
      age: headers['age'],
      asked: att.asked.length - before,
      revision: line?.revision ?? body['revision'],
    };
  };
  return { rig, instance, att, clock, read };
};

/** What a read is answered with, by revision. */
export const fromAtt = (revision: number) => ({ status: 200, age: undefined, asked: 1, revision });
export const fromCache = (revision: number, age = '0') => ({ status: 200, age, asked: 0, revision });

import { dynaliteClient, type Client } from '../../support/dynalite-client';
import { gatewayRig, type GatewayRig } from '../../support/gateway-rig';
import { makeUpDate, passTime } from '../../support/made-up-date';
import { simulatedAtt, type SimulatedAtt } from '../../../tools/simulator/in-process';
import { walkTo } from '../../support/walk-order';

interface Page {
  orders: { quoteId: string; state: string; updatedAt: string }[];
  nextCursor?: string;
}

let client: Client;
let att: SimulatedAtt;
let rig: GatewayRig;
beforeEach(async () => {
  makeUpDate();
  // A table of its own for each test, as lists show all of it.
  client = await dynaliteClient();
  att = simulatedAtt();
  rig = gatewayRig({ client, transport: att.transport });
});
afterEach(() => jest.useRealTimers());

const adopt = async (quoteId: string, program = 'apex'): Promise<void> => {
  passTime(1_000);
  expect((await rig.attest(quoteId, { fact: 'quote', value: 'created', program })).status).toBe(200);
};

const page = async (query: Record<string, string> = {}): Promise<Page> => {
  const { status, body } = await rig.list(query);
  expect(status).toBe(200);
  return body as unknown as Page;
};

const idsOf = ({ orders }: Page): string[] => orders.map(({ quoteId }) => quoteId);

/** All pages from a cursor on. */
const rest = async (limit: string, cursor?: string): Promise<string[]> => {
  const first = await page({ limit, ...(cursor && { cursor }) });
  return [...idsOf(first), ...(first.nextCursor ? await rest(limit, first.nextCursor) : [])];
};

describe('the list of tracked orders', () => {
  it('is oldest first, page by page, each order once', async () => {
    const ids = Array.from({ length: 11 }, (_, index) => `0Q0-${index}`);
    for (const id of ids) await adopt(id);
    for (const limit of ['1', '3', '11', '100']) expect(await rest(limit)).toEqual(ids);
  });

  it('skips and repeats nothing while orders are made and changed in between', async () => {
    for (const id of ['0Q0-a', '0Q0-b', '0Q0-c']) await adopt(id);
    const first = await page({ limit: '2' });
    await rig.attest('0Q0-a', { fact: 'credit', value: 'approved' });
    await adopt('0Q0-d');
    expect([...idsOf(first), ...(await rest('2', first.nextCursor))]).toEqual(['0Q0-a', '0Q0-b', '0Q0-c', '0Q0-d']);
  });

  it('goes on past any quote id', async () => {
    const ids = ['0Q0#1', '0Q0 #2#', '0Q0/3?', '0Q0"4"'];
    for (const id of ids) await adopt(encodeURIComponent(id));
    expect(await rest('1')).toEqual(ids);
  });

  it('shows steps whose outcome was not taken in yet as done', async () => {
    const { ids, body } = await walkTo(rig, att, 'apex-check-credit');
    await rig.call('apex-check-credit', { key: 'credit', body });
    expect((await page()).orders).toMatchObject([{ quoteId: ids.quoteId, state: 'credit-approved' }]);
  });

  it.each([
    [{ state: 'credit-approved' }, ['0Q0-approved']],
    [{ program: 'alliance' }, ['0Q0-alliance']],
    [{ state: 'quoted', program: 'apex' }, ['0Q0-plain']],
    [{ state: 'completed' }, []],
    [{ customerReference: 'nobody' }, []],
  ])('shows those with %j', async (query, expected) => {
    await adopt('0Q0-plain');
    await adopt('0Q0-alliance', 'alliance');
    await adopt('0Q0-approved');
    await rig.attest('0Q0-approved', { fact: 'credit', value: 'approved' });
    expect(idsOf(await page(query))).toEqual(expected);
  });

  it('shows those changed since a time', async () => {
    await adopt('0Q0-old');
    await adopt('0Q0-new');
    passTime(60_000);
    const updatedSince = new Date().toISOString();
    await rig.attest('0Q0-old', { fact: 'credit', value: 'approved' });
    expect(idsOf(await page({ updatedSince }))).toEqual(['0Q0-old']);
    expect(idsOf(await page({ updatedSince: '2020-01-01T00:00:00+02:00' }))).toHaveLength(2);
  });

  it('is empty where there is none, and says nothing of other Solution Providers’ orders', async () => {
    await adopt('0Q0-mine');
    expect(await page({ limit: '5' })).toMatchObject({ orders: [{ quoteId: '0Q0-mine' }] });
    expect(
      (await rig.attest('0Q0-mine', { fact: 'credit', value: 'approved' }, { solutionProvider: 'SP-B' })).status,
    ).toBe(404);
  });

  it('does not show facts, next steps and timelines, which are on the order', async () => {
    await adopt('0Q0-a');
    const [order] = (await page()).orders;
    expect(Object.keys(order!).filter((name) => ['facts', 'nextSteps', 'timeline'].includes(name))).toEqual([]);
    expect(Object.keys((await rig.order('0Q0-a')).body)).toEqual(
      expect.arrayContaining(['facts', 'nextSteps', 'timeline']),
    );
  });

  it.each([
    [{ cursor: 'nonsense' }, 'query cursor'],
    [{ cursor: Buffer.from('{"createdAt":1}').toString('base64url') }, 'query cursor'],
    [{ limit: '0' }, 'query limit'],
    [{ limit: '101' }, 'query limit'],
    [{ limit: '1e1' }, 'query limit'],
    [{ state: 'lost' }, 'query state'],
    [{ updatedSince: 'yesterday' }, 'query updatedSince'],
  ])('refuses %j', async (query, parameter) => {
    const answer = await rig.list(query);
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-request', errors: [{ parameter }] } });
  });
});

describe('a tracked order', () => {
  it('that is not known is 404', async () => {
    expect(await rig.order('0Q0-nobody')).toMatchObject({ status: 404, body: { code: 'order-not-found' } });
  });

  it('carries its version as ETag, which grows with every change', async () => {
    await adopt('0Q0-a');
    const first = await rig.order('0Q0-a');
    expect(first.headers['etag']).toBe(`"${first.body['version'] as number}"`);
    await rig.attest('0Q0-a', { fact: 'credit', value: 'approved' });
    expect((await rig.order('0Q0-a')).body['version']).toBeGreaterThan(first.body['version'] as number);
  });

  it('names the request of a step whose outcome is not known', async () => {
    const { ids, body } = await walkTo(rig, att, 'apex-hand-off-order');
    const losing = gatewayRig({ client, transport: () => Promise.reject(new Error('the process dies')) });
    await losing.call('apex-hand-off-order', { key: 'lost', body });
    const { pending, nextSteps } = (await rig.order(ids.quoteId)).body as {
      pending: Record<string, string>;
      nextSteps: { operation: string }[];
    };
    expect(Object.keys(pending)).toEqual([`hand-off-order:${ids.subOrderId!}`]);
    expect(Object.values(pending)[0]).toMatch(/^\/v1\/requests\/req_/);
    expect(nextSteps.map(({ operation }) => operation)).not.toContain('apex-hand-off-order');
  });
});

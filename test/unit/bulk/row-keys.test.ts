import { authorizerContextOf, bulkCallOf } from '#api/caller';
import { documented } from '#operations/request-port-in/examples';
import { bulkRig, type BulkRig } from '../../support/bulk-rig';
import { gatewayEvent } from '../../support/gateway-event';
import { solutionProvider } from '../../support/gateway-rig';
import { simulatedAtt } from '../../../tools/simulator/in-process';

const example = documented.examples[0].request.body;
const bodyWith = (pin: string) => ({
  ...example,
  oldServiceProvider: { name: 'Sample Wireless', accountNumber: '900012345', pin },
});

/** A port-in with a PIN, done as a row of a bulk write. */
const carriedOut = async (): Promise<{ rig: BulkRig; id: string }> => {
  const rig = await bulkRig({ att: simulatedAtt() });
  const rows = [{ body: bodyWith('482913') }];
  const { body, status } = await rig.submit({ body: { operation: 'request-port-in', rows } });
  expect(status).toBe(202);
  await rig.run();
  const id = String(body['id']);
  expect(await rig.rows(id)).toMatchObject([{ state: 'succeeded' }]);
  return { rig, id };
};

/** The answer to another client of the same Solution Provider, without what names the one call it is the answer to. */
const guess = async (rig: BulkRig, key: string, pin: string, headers: Record<string, string> = {}) => {
  const event = gatewayEvent({
    headers: { 'Idempotency-Key': key, ...headers },
    body: bodyWith(pin),
    caller: { clientId: 'client-b', solutionProviders: [solutionProvider], scopes: ['mobility:write'] },
  });
  const { statusCode, headers: answered, body } = await rig.handle('request-port-in', event);
  return { statusCode, headers: answered, body };
};

describe('the key of a row', () => {
  it('is nobody else’s to send: a guess at the row’s PIN is answered the same whether it is right or wrong', async () => {
    const answers = [];
    for (const pin of ['482913', '482914']) {
      const { rig, id } = await carriedOut();
      answers.push(JSON.stringify(await guess(rig, `${id}.0`, pin)).replaceAll(id, 'the bulk write'));
    }
    expect(answers[0]).toBe(answers[1]);
    expect(answers[0]).not.toContain('idempotency-');
  });

  it.each(['{"bulkWrite":"ID","call":0}', 'ID.0', 'ID:0', '{"bulkWrite":"ID","bulkCall":"0"}'])(
    'cannot be written as a header: %s is a key like any other',
    async (form) => {
      const { rig, id } = await carriedOut();
      const key = form.replace('ID', id);
      const said = { bulkWrite: id, bulkCall: '0', 'x-bulk-write': id, 'x-bulk-call': '0' };
      const { body, headers = {} } = await guess(rig, key, '482913', said);
      expect(headers).not.toHaveProperty('idempotency-replayed');
      expect(body).not.toContain('idempotency-key-reused');
      const [row] = await rig.rows(id);
      expect(headers['x-request-record']).not.toBe(row!['request']);
    },
  );

  it('is said where only the authorizer speaks to callers, and it says nothing of bulk writes', () => {
    const caller = {
      clientId: 'c',
      solutionProviders: ['A'],
      scopes: ['bulk:write'],
      bulkWrite: 'blk_1',
      bulkCall: '0',
    };
    expect(Object.keys(authorizerContextOf(caller))).toEqual(['clientId', 'solutionProviders', 'scopes']);
    expect(bulkCallOf(gatewayEvent({ headers: { bulkWrite: 'blk_1', bulkCall: '0' } }))).toBeUndefined();
    expect(bulkCallOf(gatewayEvent({ caller: null }))).toBeUndefined();
  });
});

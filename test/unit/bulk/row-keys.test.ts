import { examples } from '#operations/request-port-in/examples';
import { bulkRig, type BulkRig } from '../../support/bulk-rig';
import { gatewayEvent } from '../../support/gateway-event';
import { solutionProvider } from '../../support/gateway-rig';
import { simulatedAtt } from '../../support/simulated-att';

const example = examples[0].request.body;
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
});

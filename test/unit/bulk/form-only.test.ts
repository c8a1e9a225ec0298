import { callEvent, type Check } from '#bulk/call-event';
import { operationById } from '#operations/registry';
import { exampleCall } from '../../../tools/soak/example-call';
import { writes } from '../../support/finding-rig';
import { gatewayRig, solutionProvider } from '../../support/gateway-rig';
import { quickClient } from '../../support/quick-client';
import { simulatedAtt } from '../../../tools/simulator/in-process';
import { watchedClient } from '../../support/watched-client';

const rigOf = () => {
  const client = watchedClient(quickClient());
  const att = simulatedAtt();
  return { client, att, gateway: gatewayRig({ client, transport: att.transport }) };
};

/** A row of a bulk write that is checked, and what was asked for it. */
const checked = async (id: (typeof writes)[number], check: Check, body: unknown) => {
  const { client, att, gateway } = rigOf();
  const { path } = exampleCall(id, solutionProvider);
  const submitter = { id: 'bulk_1', clientId: 'crm', solutionProvider, headers: { 'x-actor': 'j.doe', 'x-reason': 'move' } }; // prettier-ignore
  const content = { pathParameters: path ?? {}, ...(body !== undefined && { body: JSON.stringify(body) }) };
  const event = callEvent(operationById(id), submitter, { number: 0, rows: [{}] }, content, check);
  const { statusCode, body: answer } = await gateway.handle(id, event);
  return { status: statusCode, body: JSON.parse(answer) as object, table: client.sent, att: att.calls };
};

describe('a row that is checked by its form alone', () => {
  it.each(writes)('of %s is good, and neither the table nor AT&T is asked', async (id) => {
    const { body } = exampleCall(id, solutionProvider);
    expect(await checked(id, 'form', body)).toEqual({
      status: 200,
      body: { valid: true, operation: id, warnings: [] },
      table: [],
      att: [],
    });
  });

  const withBody = writes.filter((id) => operationById(id).request.body !== undefined);
  it.each(withBody)('of %s is refused where its form is bad, and none is asked either', async (id) => {
    expect(await checked(id, 'form', [])).toMatchObject({
      status: 400,
      body: { code: 'invalid-request' },
      table: [],
      att: [],
    });
  });

  it('is not let off its gates where all of it is checked', async () => {
    const { body } = exampleCall('request-port-in', solutionProvider);
    const { status, table, att } = await checked('request-port-in', 'gates', body);
    expect([status, table.length > 0, att]).toEqual([200, true, []]);
  });
});

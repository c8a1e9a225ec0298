import '../support/function-environment';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import type { Contract } from '#domain/contract/statement';
import { getTrackedPortIn } from '#routes/long-running/get-tracked-port-in';
import { rejudge, sweep } from '#requests/sweep';
import { tableName } from '../support/dynalite-client';
import { solutionProvider } from '../support/gateway-rig';
import { portOrderOf } from '../support/tincan';
import { tincanGateway } from '../support/tincan-gateway';

/** A statement by somebody who has misread the reference: no answer of Tincan’s meets it. */
const misread = (contract: Contract): Contract => {
  const stated = contract['request-port-in']!;
  const rules = { done: [{ '/result': ['TAKEN'] }], refused: [{ '/result': ['DECLINED'] }] };
  return { ...contract, 'request-port-in': { ...stated, answer: { ...stated.answer!, ...rules } } };
};

const always = () => true;

const begun = async (body: object) => {
  // With a list of port-ins a read would find it out, whatever the answer was taken for.
  const gateway = await tincanGateway(['list-port-ins'], misread);
  const { body: answer } = await gateway.call('request-port-in', { body, key: 'k-1' });
  const requestId = String(answer['requestId']);
  expect(answer['outcome']).toBe('unknown');
  gateway.advance('PT3H');
  await sweep(() => gateway.reconciler, [solutionProvider], always);
  await rejudge(() => gateway.reconciler, [solutionProvider], always);
  const { body: record } = await gateway.request(requestId);
  expect(record['outcome']).toBe('needs-attention');
  return { gateway, requestId, upstreamAnswer: record['upstreamAnswer'] as { body: Record<string, unknown> } };
};

it('a port-in that a misread contract left open is decided once the statement is corrected, tracked and polled to its end', async () => {
  const body = portOrderOf('2125550188');
  const { gateway, requestId, upstreamAnswer } = await begun(body);
  expect(upstreamAnswer).toMatchObject({ status: 200, body: { result: 'OK', order: { status: 'SUBMITTED' } } });
  expect((await gateway.call('request-port-in', { body, key: 'k-2' })).status).toBe(409);

  const again = await gateway.deployedAgain();
  expect(await rejudge(() => again.reconciler, [solutionProvider], always)).toEqual({ succeeded: 1 });
  const { text, body: decided } = await again.request(requestId);
  expect(decided).toMatchObject({ outcome: 'succeeded', answer: { status: 200, body: upstreamAnswer.body } });
  const [, orderNo = ''] = /"orderNo":(\d{19}),/.exec(text)!;
  expect(decided['about']).toMatchObject({ portInId: [orderNo] });

  expect(await again.track(getTrackedPortIn, orderNo)).toMatchObject({ id: orderNo, subscriberNumber: '2125550188' });
  expect((await again.toTheEnd('port-in', orderNo)).at(-1)).toBe('final');
  expect(await again.track(getTrackedPortIn, orderNo)).toMatchObject({ state: 'completed' });

  const replayed = await again.call('request-port-in', { body, key: 'k-1' });
  expect(replayed).toMatchObject({ status: 200, headers: { 'idempotency-replayed': 'true' }, body: { result: 'OK' } });
  expect(gateway.effects()).toEqual(['request-port-in 1']);
  const { Items } = await gateway.client.send(new ScanCommand({ TableName: tableName }));
  expect(JSON.stringify([Items, again.log.lines])).not.toMatch(/900012345|482913|"1234"/);
});

it('one that AT&T had refused is refused then, and its number may be asked for again', async () => {
  const { gateway, requestId, upstreamAnswer } = await begun({ order: { ctn: '+12125550188' } });
  expect(upstreamAnswer.body).toHaveProperty('Fault');

  const again = await gateway.deployedAgain();
  expect(await rejudge(() => again.reconciler, [solutionProvider], always)).toEqual({ rejected: 1 });
  const { body: decided } = await again.request(requestId);
  expect(decided).toMatchObject({
    outcome: 'rejected',
    answer: { status: 422, body: { code: 'upstream-rejected', upstream: { code: expect.any(String) as unknown } } },
  });
  const other = await again.call('request-port-in', { body: portOrderOf('2125550188'), key: 'k-2' });
  expect(other.status).toBe(200);
  expect(gateway.effects()).toEqual(['request-port-in 1']);
});

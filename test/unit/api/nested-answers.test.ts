import type { WireAnswer } from '#att/transport';
import { dynaliteClient } from '../../support/dynalite-client';
import { gatewayRig } from '../../support/gateway-rig';

const levels = 100_000;
const deep = (open: string, close: string) => open.repeat(levels) + close.repeat(levels);

const bodies: [string, string][] = [
  ['lists', deep('[', ']')],
  ['objects', deep('{"a":', '}').replace(':}', ':1}')],
  ['members of a success', `{"status":"Success","quoteId":"0Q0dx000002BpxKCAS","more":${deep('[', ']')}}`],
  ['members of a refusal', `{"status":"Failed","statusMessage":"No","more":${deep('[', ']')}}`],
];

const rigAnswering = async (status: number, text: string) => {
  const answer: WireAnswer = { status, headers: { 'content-type': 'application/json' }, text };
  return gatewayRig({ client: await dynaliteClient(), transport: () => Promise.resolve(answer) });
};

describe.each(bodies)('an answer nested a hundred thousand times: %s', (_, text) => {
  it('is no usable answer to a read', async () => {
    const rig = await rigAnswering(200, text);
    const body = { accountName: 'Texas', address: {} };
    expect(await rig.call('alliance-look-up-end-customer', { body })).toMatchObject({
      status: 502,
      body: { code: 'upstream-failed' },
    });
    expect(rig.log.lines.filter(({ message }) => message === 'operation-failed')).toEqual([]);
  });

  it('leaves a write’s outcome unknown', async () => {
    const rig = await rigAnswering(200, text);
    const body = { spId: 'A-06399x', opportunityName: 'Internet' };
    expect(await rig.call('apex-create-quote', { body, key: 'k' })).toMatchObject({ status: 202 });
  });

  it('is still a refusal with the status of one', async () => {
    const rig = await rigAnswering(400, text);
    const body = { spId: 'A-06399x', opportunityName: 'Internet' };
    expect(await rig.call('apex-create-quote', { body, key: 'k' })).toMatchObject({
      status: 422,
      body: { code: 'upstream-rejected', upstream: { status: 400 } },
    });
  });
});

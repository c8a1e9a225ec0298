import { exampleCall } from '../../../tools/soak/example-call';
import { gatewayRig, solutionProvider } from '../../support/gateway-rig';
import { quickClient } from '../../support/quick-client';
import { simulatedAtt } from '../../../tools/simulator/in-process';

const rigOf = () => gatewayRig({ client: quickClient(), transport: simulatedAtt().transport });
const { body: quote } = exampleCall('apex-create-quote', solutionProvider);
const odd = { ...(quote as object), opportunityNam: 'x', 'é"\r\n': { pin: '4821' } };

describe('members that are not documented', () => {
  it('are told of by a dry run', async () => {
    const { body } = await rigOf().call('apex-create-quote', { body: odd, key: 'k', query: { validate: 'true' } });
    const detail = 'is not documented; AT&T is sent it as it is';
    expect(body).toMatchObject({
      valid: true,
      warnings: [
        { pointer: '/opportunityNam', detail, nearest: 'opportunityName' },
        { pointer: '/é"\r\n', detail },
      ],
      upstreamRequest: { body: { opportunityNam: 'x', 'é"\r\n': { pin: '[secret]' } } },
    });
  });

  it('are told of by a call, and again when it is repeated, in a header that has no value of theirs', async () => {
    const rig = rigOf();
    const warning =
      '299 - "/opportunityNam is not documented; AT&T is sent it as it is; did you mean opportunityName?", ' +
      String.raw`299 - "/?\"?? is not documented; AT&T is sent it as it is"`;
    for (const replayed of [undefined, 'true'])
      expect((await rig.call('apex-create-quote', { body: odd, key: 'k' })).headers).toMatchObject({
        warning,
        ...(replayed && { 'idempotency-replayed': replayed }),
      });
  });

  it('do not make the header grow with them', async () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`${'m'.repeat(300)}${index}`, index]));
    const { headers } = await rigOf().call('apex-create-quote', { body: { ...odd, ...many }, key: 'k' });
    expect(String(headers['warning']).length).toBeLessThan(1_500);
    expect(headers['warning']).toMatch(/, 299 - "15 more of the kind"$/);
  });

  it('are none of a request as it is documented', async () => {
    expect((await rigOf().call('apex-create-quote', { body: quote, key: 'k' })).headers).not.toHaveProperty('warning');
  });
});

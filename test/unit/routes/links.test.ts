import { within, withMount } from '#domain/links';
import { problemLinks } from '#domain/problems/problems';
import { operations } from '#operations/registry';
import { ownRoutes } from '#routes/registry';
import { exampleCall } from '../../../tools/soak/example-call';
import { simulatedAtt } from '../../../tools/simulator/in-process';
import { gatewayEvent } from '../../support/gateway-event';
import { gatewayRig, solutionProvider } from '../../support/gateway-rig';
import { putRecord } from '../../support/own-route-items';
import { ownRoutesRig } from '../../support/own-routes';
import { quickClient } from '../../support/quick-client';

/** Pointers to whatever in a body is a path of the gateway’s and nothing else. */
const linksIn = (body: unknown, at = ''): string[] => {
  if (typeof body === 'string') return body.startsWith('/v1/') ? [at] : [];
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body).flatMap(([name, member]) => linksIn(member, `${at}/${name}`));
};

describe.each(ownRoutes.map((route) => [route.id, route] as const))('%s', (_, { links = [], example }) => {
  it('says of each link of its example that it is one', () => {
    const answers = [example.answer.body, example.checked?.body];
    expect(answers.map((body) => linksIn(withMount(body, '/uat', links)))).toEqual([[], []]);
  });
});

it('every link of a problem is below what stands before it', () => {
  const path = '/v1/requests/req_1';
  const problem = { request: path, firstRequest: path, nextSteps: [{ path }, { action: 'wait' }], detail: path };
  const below = { request: `/uat${path}`, firstRequest: `/uat${path}`, nextSteps: [{ path: `/uat${path}` }, { action: 'wait' }] }; // prettier-ignore
  expect(withMount(problem, '/uat', problemLinks)).toEqual({ ...problem, ...below });
  expect(withMount({ row: [problem] }, '/uat', within('/row/*', problemLinks))).toEqual({
    row: [{ ...problem, ...below }],
  });
  expect(withMount(problem, '', problemLinks)).toBe(problem);
});

it('what a partner wrote is no link, however it looks', () => {
  const written = { customerReference: '/v1/requests/mine', nextSteps: 'none' };
  expect(withMount(written, '/uat', problemLinks)).toEqual(written);
});

it('a kept answer that is a problem has links, too', async () => {
  const rig = await ownRoutesRig();
  const body = JSON.stringify({ code: 'already-done', firstRequest: '/v1/requests/req_1' });
  const requestId = 'req_Zk3vQ8mT1xW5aB7cD9eF2gH4iJ6kL0mN';
  await putRecord(rig, requestId, { response: { status: 409, contentType: 'application/problem+json', body } });
  const { body: shown } = await rig.call('get-request', { path: { requestId } });
  expect(shown['answer']).toMatchObject({ body: { firstRequest: '/v1/requests/req_1' } });
});

it.each(operations.filter(({ idempotency }) => idempotency !== 'safe').map((one) => [one.id, one] as const))(
  'the record of %s answers below the address that was called',
  async (id, { scope }) => {
    const rig = gatewayRig({ client: quickClient(), transport: simulatedAtt().transport });
    const { path, body } = exampleCall(id, solutionProvider);
    const event = gatewayEvent({
      ...(path && { path }),
      ...(body !== undefined && { body }),
      headers: { 'Idempotency-Key': 'key-1' },
      caller: { solutionProviders: [solutionProvider], scopes: [scope] },
    });
    // The rig has followed it, and hands over what is left of it.
    expect((await rig.handle(id, event)).headers?.['x-request-record']).toMatch(/^\/v1\/requests\/req_/);
  },
);

import assert from 'node:assert/strict';
import { operationById } from '#operations/registry';
import { documented } from '#operations/alliance-create-quote/examples';
import { listEvents } from '#routes/events/list-events';
import { listTrackedOrders } from '#routes/orders/list-tracked-orders';
import { bearerOf, bodyOf, call, expectProblem, linkedPath } from '../gateway-calls';
import { speaks } from './connection';
import type { ProbedWorld, Probes } from './probe';

const quote = operationById('alliance-create-quote');
const [sample] = documented.examples;
const reading = { method: 'GET', path: listEvents.path };

const reader = (world: ProbedWorld) => bearerOf(world, ['tracking:read', 'ordering:read', 'ordering:write'], '10067');

const hostOf = ({ deployment: { awsUrl } }: ProbedWorld): string => new URL(awsUrl).hostname;

/** Of a client’s calls, as an answer says. */
const leftOfDay = ({ headers }: Response): number =>
  Number(/"daily";r=(\d+)/.exec(headers.get('ratelimit') ?? '')?.[1]);

const overHttp = 'it is asked by HTTP, on this machine';
const noMocks = 'of the API’s document it leaves out `ANY` and mock integrations (ADR 0010)';

/** What API Gateway makes of calls. */
export const callProbes: Probes = {
  name: 'Calls as API Gateway takes them',
  steps: [
    {
      title: 'a link of an answer resolves under the stage, and its path without the stage leads nowhere',
      run: async (world) => {
        const headers = { ...(await reader(world)), 'idempotency-key': 'probe-link-1' };
        const { method, path } = quote;
        const answer = await call(world, { method, path, body: sample.request.body }, headers);
        await bodyOf(answer, 200);
        const link = linkedPath(world, answer.headers.get('x-request-record'));
        await bodyOf(await call(world, { method: 'GET', path: link }, headers), 200);
        if (world.isEmulated) return;
        const outside = await fetch(new URL(link, `https://${hostOf(world)}`), { headers });
        assert.equal(outside.status, 403, 'AWS answers 403 by itself outside of a stage');
      },
    },
    {
      title: 'an unknown path is a 404 for whoever has a token, wherever a path branches',
      accountAlone: noMocks,
      run: async (world) => {
        const headers = await reader(world);
        for (const path of ['/v1/no-such-thing', '/v1/ordering/nothing', `${listEvents.path}/a/b/c`, '/v2/events', '/'])
          for (const method of ['GET', 'POST'])
            await expectProblem(await call(world, { method, path }, headers), 404, 'route-not-found');
      },
    },
    {
      title: 'a method that a path does not take is a 405, whatever the content type',
      accountAlone: noMocks,
      run: async (world) => {
        const headers = await reader(world);
        for (const type of ['application/json', 'text/plain', 'application/octet-stream', 'multipart/form-data']) {
          const answer = await fetch(`${world.deployment.apiUrl}${listEvents.path}`, {
            method: 'DELETE',
            headers: { ...headers, 'content-type': type },
            body: 'x',
          });
          await expectProblem(answer, 405, 'method-not-allowed');
        }
      },
    },
    {
      title: 'HEAD is answered where GET is, without a body',
      run: async (world) => {
        const headers = await reader(world);
        await bodyOf(await call(world, reading, headers), 200);
        const answer = await call(world, { ...reading, method: 'HEAD' }, headers);
        assert.deepEqual([answer.status, await answer.text()], [200, '']);
      },
    },
    {
      title: 'each call of a client is counted once, whatever serves it: the authorizer is asked about each',
      run: async (world) => {
        const headers = await reader(world);
        const asked = [reading, { method: 'GET', path: listTrackedOrders.path }, { ...reading, method: 'HEAD' }];
        const left: number[] = [];
        for (const one of asked) left.push(leftOfDay(await call(world, one, headers)));
        const [first = NaN] = left;
        assert.deepEqual(left, [first, first - 1, first - 2]);
      },
    },
    {
      title: 'without a token nobody is let in, and a token without the scope may not',
      run: async (world) => {
        const none = await call(world, reading, {});
        // The emulator answers 403 where AWS answers 401 (ADR 0010).
        assert.ok((world.isEmulated ? [401, 403] : [401]).includes(none.status), String(none.status));
        const { method, path } = quote;
        const headers = { ...(await bearerOf(world, ['ordering:read'], '10067')), 'idempotency-key': 'probe-scope-1' };
        const refused = await call(world, { method, path, body: sample.request.body }, headers);
        assert.equal(refused.status, 403, await refused.text());
      },
    },
    {
      title: 'TLS 1.2 is spoken, and TLS 1.1 is not',
      accountAlone: overHttp,
      run: async (world) => {
        assert.ok(await speaks(hostOf(world), 'TLSv1.2'));
        assert.ok(!(await speaks(hostOf(world), 'TLSv1.1')));
      },
    },
    {
      title: 'HTTP without TLS reaches nothing',
      accountAlone: overHttp,
      run: async (world) => {
        const url = world.deployment.awsUrl.replace(/^https:/, 'http:');
        const init = { redirect: 'manual', signal: AbortSignal.timeout(10_000) } as const;
        const answer = await fetch(`${url}${listEvents.path}`, init).catch(() => undefined);
        assert.ok(!answer || answer.status >= 300, `answered ${answer?.status}`);
        assert.notEqual(answer?.status, 401, 'The authorizer was asked over HTTP');
      },
    },
  ],
};

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { awsWith } from '../../tools/operator/aws';
import { run } from '../../tools/operator/command-line';
import { groups } from '../../tools/operator/groups';
import { startLocalGateway, type Answer, type LocalGateway } from '../support/local-gateway';
import { portInOf } from '../support/mobility-world';
import { passTime } from '../support/polling-rig';
import { temporaryDirectory } from '../support/temporary-directory';

jest.setTimeout(240_000);

const solutionProvider = '10006';

/** An operator’s copy of the example: what is deployed has the same name. */
const tenants = temporaryDirectory('tenants-');
writeFileSync(
  join(tenants, 'example.json'),
  JSON.stringify({
    ...{ tenant: 'example', environment: 'uat', region: 'us-east-1' },
    solutionProviders: [{ id: solutionProvider, families: ['mobility'] }],
  }),
);

let gateway: LocalGateway;
beforeAll(async () => {
  // Its clients are limited, so the authorizer is asked about each call, and remembers for ten seconds who is restricted.
  gateway = await startLocalGateway();
});
afterAll(() => gateway.remove());

const operator = async (word: string): Promise<string> => {
  const before = { ...process.env };
  Object.assign(process.env, gateway.operator);
  try {
    const line = `sp ${word} --tenant example --provider ${solutionProvider} --actor ana --reason test`;
    const input = { stdin: Readable.from([]), prompt: () => Promise.reject(new Error('nobody is there to ask')) };
    const { out, err, exitCode } = await run(groups(input), line.split(' '), { tenants, awsIn: awsWith({}) });
    expect([err, exitCode]).toEqual(['', 0]);
    return out;
  } finally {
    process.env = before;
  }
};

const call = (method: string, path: string, body?: object): Promise<Answer> =>
  gateway.call({
    ...{ client: 'demo-connector', method, path },
    headers: {
      'x-solution-provider-id': solutionProvider,
      ...(body && { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }),
    },
    ...(body && { body }),
  });
const read = () => call('GET', '/v1/mobility/billing-accounts/287293482044');
const ported = (number: string) => call('POST', '/v1/mobility/port-ins', portInOf(number));
/** AT&T’s refusal is an answer. */
const codeOf = ({ status, json }: Answer): string => {
  const { code = '' } = json as { code?: string };
  return status < 400 || code === 'upstream-rejected' ? 'answered' : code;
};

/** How long it takes until calls are answered otherwise, in seconds. */
const untilAnswered = async (wanted: string, ask: () => Promise<Answer>): Promise<number> => {
  const startedAt = performance.now();
  for (;;) {
    const seconds = (performance.now() - startedAt) / 1_000;
    if (codeOf(await ask()) === wanted) return seconds;
    if (seconds > 70) throw new Error(`After ${seconds} s it is ${codeOf(await ask())}.`);
    await sleep(500);
  }
};

/** What works without a caller forgets after so long how a Solution Provider was. */
const workersHaveForgotten = (sinceMs: number): Promise<unknown> =>
  sleep(Math.max(0, sinceMs + 21_000 - performance.now()));

const requests = z.array(z.looseObject({ solutionProvider: z.string().nullable() }));
const asked = async () =>
  requests.parse(await gateway.sim('GET requests')).filter((one) => one.solutionProvider === solutionProvider).length;

describe('a Solution Provider that is disabled and enabled on a live gateway', () => {
  let id = '';
  const state = async () =>
    z.looseObject({ state: z.string() }).parse((await call('GET', `/v1/tracking/port-ins/${id}`)).json).state;

  it('is refused within half a minute, and AT&T is asked nothing for it any more', async () => {
    ({ id } = z.looseObject({ id: z.string() }).parse((await ported('2125550161')).json));
    await operator('disable');
    const disabledAtMs = performance.now();
    expect(await untilAnswered('solution-provider-disabled', read)).toBeLessThan(30);
    expect(codeOf(await ported('2125550162'))).toBe('solution-provider-disabled');
    await workersHaveForgotten(disabledAtMs);
    const before = await asked();
    for (let hours = 0; hours < 48; hours += 1) {
      await gateway.sim('POST clock', { advance: 'PT1H' });
      await sleep(25);
    }
    expect(await asked()).toBe(before);
  });

  it('is served within half a minute once it is enabled, and its port-in goes on to its end', async () => {
    await operator('enable');
    const enabledAtMs = performance.now();
    expect(await untilAnswered('answered', read)).toBeLessThan(30);
    await workersHaveForgotten(enabledAtMs);
    await passTime(gateway, { step: 'PT20M', steps: 400, until: async () => (await state()) === 'completed' });
    expect(await state()).toBe('completed');
  });

  it('may be read while it is read-only, and nothing is changed', async () => {
    await operator('read-only');
    expect(await untilAnswered('solution-provider-read-only', () => ported('2125550163'))).toBeLessThan(30);
    expect(codeOf(await read())).toBe('answered');
    await operator('enable');
  });
});

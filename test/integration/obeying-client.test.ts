import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  lookUpPath,
  startLocalGateway,
  type Answer,
  type CallOptions,
  type LocalGateway,
} from '../support/local-gateway';
import { operate } from '../support/local-operator';
import { temporaryDirectory } from '../support/temporary-directory';

jest.setTimeout(180_000);

const client = 'demo-single';
const perWindow = 50;

const tenants = temporaryDirectory('tenants-');
const example = { tenant: 'example', environment: 'uat', region: 'us-east-1' };
writeFileSync(
  join(tenants, 'example.json'),
  JSON.stringify({ ...example, solutionProviders: [{ id: 'A-06399x', families: ['mobility'] }] }),
);

let gateway: LocalGateway;
beforeAll(async () => {
  gateway = await startLocalGateway();
  const grant = `client grant --client ${client} --provider A-06399x --scope ordering:read tracking:read`;
  const line = `${grant} --per-second ${perWindow / 10} --tenant example`;
  expect(await operate(line, { access: gateway.operator, tenants })).toMatchObject({ err: '', exitCode: 0 });
});
afterAll(() => gateway.remove());

/** Of different functions. */
const ways: CallOptions[] = [
  { method: 'GET', path: '/v1/events' },
  { method: 'GET', path: '/v1/tracking/orders' },
  { path: lookUpPath, body: {} },
  { method: 'HEAD', path: '/v1/events' },
];
const call = (at: number): Promise<Answer> => gateway.call({ client, ...ways[at % ways.length] });

/** What `RateLimit` says of the ten seconds. */
const standing = ({ headers }: Answer): { left: number; seconds: number } => {
  const [, left, seconds] = /"burst";r=(\d+);t=(\d+)/.exec(headers.get('ratelimit') ?? '') ?? [];
  return { left: Number(left), seconds: Number(seconds) };
};

/** A few at a time: a gateway in one process that is given all at once while its machine is busy gives up counting, and lets them pass. */
const flood = async (calls: number): Promise<Answer[]> => {
  const answers: Answer[] = [];
  while (answers.length < calls) answers.push(...(await Promise.all(ways.map((_, at) => call(at)))));
  return answers;
};

it('a client that is refused once and then goes by what it is told makes 200 calls and is not refused again; each is counted once', async () => {
  const refused = (await flood(3 * perWindow)).filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThanOrEqual(perWindow);
  await sleep(Math.max(...refused.map(({ headers }) => Number(headers.get('retry-after')))) * 1_000);

  const answers: Answer[] = [];
  for (let at = 0; at < 200; at += 1) {
    const before = answers.at(-1) && standing(answers.at(-1)!);
    if (before?.left === 0) await sleep(before.seconds * 1_000);
    answers.push(await call(at));
  }
  expect(answers.filter(({ status }) => status === 429)).toEqual([]);
  const left = answers.map((answer) => standing(answer).left);
  // One less after each call, whatever serves it; all of them again after the last of a window.
  const wrong = left.slice(1).filter((now, at) => now !== left[at]! - 1 && now !== perWindow - 1);
  expect([left[0], wrong]).toEqual([perWindow - 1, []]);
  expect(left.filter((one) => one === 0).length).toBeGreaterThanOrEqual(1);
});

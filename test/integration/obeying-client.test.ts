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

/**
 * Calls until one is refused, a few at a time: a gateway in one process that is given all of them at once while its machine is
 * busy gives up counting, and lets them pass.
 */
const refusals = async (): Promise<Answer[]> => {
  for (let round = 0; round < 100; round += 1) {
    const answers = await Promise.all(ways.map((_, at) => call(at)));
    const refused = answers.filter(({ status }) => status === 429);
    if (refused.length > 0) return refused;
  }
  throw new Error('none was refused');
};

/** What `RateLimit` says of the ten seconds; undefined of a call that was not counted, as the machine was busy. */
const standing = ({ headers }: Answer): { left: number; seconds: number } | undefined => {
  const told = /"burst";r=(\d+);t=(\d+)/.exec(headers.get('ratelimit') ?? '');
  return told ? { left: Number(told[1]), seconds: Number(told[2]) } : undefined;
};

it('a client that is refused once and then goes by what it is told makes 200 calls and is not refused again; each is counted once', async () => {
  const refused = await refusals();
  await sleep(Math.max(...refused.map(({ headers }) => Number(headers.get('retry-after')))) * 1_000);

  const answers: Answer[] = [];
  for (let at = 0; at < 200; at += 1) {
    const before = answers.at(-1) && standing(answers.at(-1)!);
    if (before?.left === 0) await sleep(before.seconds * 1_000);
    answers.push(await call(at));
  }
  expect(answers.filter(({ status }) => status === 429)).toEqual([]);
  const left = answers.map((answer) => standing(answer)?.left);
  expect(left.filter((one) => one !== undefined).length).toBeGreaterThanOrEqual(190);
  // One less after each call, whatever serves it; all of them again after the last of a window.
  const follows = (now: number | undefined, last: number | undefined): boolean =>
    now === undefined || last === undefined || now === last - 1 || now === perWindow - 1;
  expect(left.slice(1).filter((now, at) => !follows(now, left[at]))).toEqual([]);
  expect([left[0], left.includes(0)]).toEqual([perWindow - 1, true]);
});

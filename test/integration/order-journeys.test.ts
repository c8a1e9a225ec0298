import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';
import * as z from 'zod';
import { clientOf } from '../../tools/demo/local-runtime';
import { journeys } from '../journeys/registry';
import type { JourneyClient } from '../journeys/journey';
import { JourneyError, runJourney } from '../journeys/run-journey';
import { startLocalGateway, type LocalGateway } from '../support/local-gateway';

jest.setTimeout(60_000);

let gateway: LocalGateway;
let client: JourneyClient;
beforeAll(async () => {
  gateway = await startLocalGateway();
  client = await clientOf(gateway);
});
afterAll(() => gateway.remove());

const effects = z.array(z.object({ operation: z.string(), key: z.string(), count: z.number() }));
const orderJourneys = journeys.filter(({ name }) => ['apex', 'alliance'].includes(name));

describe.each(orderJourneys.map((journey) => [journey.name, journey] as const))('the %s journey', (name, journey) => {
  it('goes from the first call to the handoff and what comes after, and AT&T does everything once', async () => {
    await gateway.sim('POST reset');
    const states: string[] = [];
    await runJourney(journey, client, ({ state }) => {
      if (state !== undefined && state !== states.at(-1)) states.push(state);
    });
    const pending = name === 'apex' ? ['credit-pending'] : [];
    const end = name === 'apex' ? [] : ['completed'];
    expect(states).toEqual(
      ['quoted', ...pending, 'credit-approved', 'contract-sent', 'contract-signed', 'ordered', 'handed-off'].concat(
        end,
      ),
    );
    const done = effects.parse(await gateway.sim('GET effects'));
    expect(done.filter(({ count }) => count !== 1)).toEqual([]);
    expect(done.map(({ operation }) => operation)).toEqual(
      expect.arrayContaining([`${name}-create-order`, `${name}-hand-off-order`]),
    );
  });
});

it('two journeys of one program at the same time do not get in each other’s way', async () => {
  await gateway.sim('POST reset', { seed: 'side by side' });
  const [apex] = orderJourneys;
  const ends = await Promise.all([runJourney(apex!, client), runJourney(apex!, client)]);
  expect(new Set(ends.map(({ orderId }) => orderId)).size).toBe(2);
});

it('a journey that goes wrong says at which step, and shows the problem document', async () => {
  const [apex] = orderJourneys;
  const steps = apex!.steps.filter(({ title }) => !title.startsWith('Attest the credit'));
  const failure: unknown = await runJourney({ ...apex!, steps }, client).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(JourneyError);
  expect(failure).toMatchObject({
    message: 'Send the contract for signature: answered 409 and not 200',
    answer: { status: 409, text: expect.stringContaining('"code":"step-not-allowed"') },
  });
});

describe('npm run demo', () => {
  const demo = async (...args: string[]) => {
    const main = join(__dirname, '../../tools/demo/main.ts');
    const child = spawn(process.execPath, ['--import', 'tsx', main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    const [code, output, errors] = await Promise.all([
      new Promise<number | null>((resolve) => child.on('exit', resolve)),
      text(child.stdout),
      text(child.stderr),
    ]);
    return { code, output, errors };
  };

  const against = (token: string): string[] => [
    ...['--url', client.baseUrl],
    ...['--token', token],
    ...['--simulator', client.simulatorUrl],
  ];

  it('shows each step with what was called and what came back, and ends well', async () => {
    await gateway.sim('POST reset', { seed: 'demo' });
    const { code, output } = await demo('alliance', ...against(client.token));
    expect(code).toBe(0);
    expect(output).toContain('POST /v1/ordering/alliance/order-handoffs  →  200');
    expect(output).toContain('now handed-off');
    expect(output.trimEnd().split('\n').at(-1)).toBe('1 passed, 0 failed');
  });

  it('ends with exit code 1 and the problem document when a step fails', async () => {
    const { code, output } = await demo('apex', ...against('not-a-token'));
    expect(code).toBe(1);
    expect(output).toContain('✗ Create the quote: answered 401 and not 200');
    expect(output).toContain('"code": "unauthorized"');
    expect(output.trimEnd().split('\n').at(-1)).toBe('0 passed, 1 failed');
  });

  it.each([
    [['nowhere'], 'There is no journey nowhere'],
    [['--url', 'http://127.0.0.1:1'], '--url needs --token and --simulator'],
    [['--colour'], "Unknown option '--colour'"],
  ])('ends with exit code 2 for %j', async (args, message) => {
    const { code, errors } = await demo(...args);
    expect(code).toBe(2);
    expect(errors).toContain(message);
  });
});

import { createRequire } from 'node:module';
import * as z from 'zod';

/** One fresh process: loads a bundle, answers once (cold), then many times (warm), and prints what it took as JSON on the last line. */
const [bundle = '', event = '', calls = '0'] = process.argv.slice(2);

type Handler = (event: unknown, context: unknown) => Promise<{ statusCode: number; body: string }>;
const loaded = z.object({ handler: z.custom<Handler>((value) => typeof value === 'function') });

const context = { getRemainingTimeInMillis: () => 29_000, functionName: 'bench', memoryLimitInMB: '512' };

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const run = async (): Promise<void> => {
  // Handlers log to standard output; what they log is not what is measured here, writing it is.
  const { handler } = loaded.parse(createRequire(import.meta.filename)(bundle));
  const answer = await handler(JSON.parse(event), context);
  const coldMs = performance.now();
  if (answer.statusCode !== 200) throw new Error(`answered ${answer.statusCode}: ${answer.body}`);
  const walls: number[] = [];
  for (let call = 0; call < 200; call += 1) await handler(JSON.parse(event), context);
  const cpuBefore = process.cpuUsage();
  for (let call = 0; call < Number(calls); call += 1) {
    const startedAt = performance.now();
    await handler(JSON.parse(event), context);
    walls.push(performance.now() - startedAt);
  }
  const { user, system } = process.cpuUsage(cpuBefore);
  process.stderr.write(
    JSON.stringify({ coldMs, warmP50Ms: median(walls), cpuMsPerCall: (user + system) / 1000 / Number(calls) }),
  );
};

await run();
process.exit(0);

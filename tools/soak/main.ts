import { parseArgs } from 'node:util';
import * as z from 'zod';
import { printed, soak } from './soak';

const usage = `Makes thousands of calls while everything goes wrong, and compares what partners see with what AT&T did.

  npm run soak -- [options]

  --seed <n>      default 1; the same seed makes the same calls, keys, faults and kills
  --calls <n>     writes to send, repeats included; default 3000
  --partners <n>  how many are at work at a time, default 8
`;

const number = z.coerce.number().int().min(1);
const optionsSchema = z.object({ seed: number, calls: number, partners: number });

const run = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      calls: { type: 'string', default: '3000' },
      partners: { type: 'string', default: '8' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return void process.stdout.write(usage);
  const options = optionsSchema.parse(values);
  const startedAt = Date.now();
  const report = await soak(options);
  process.stdout.write(`${printed(report)}\n`);
  process.stdout.write(`seed ${options.seed}, ${Math.round((Date.now() - startedAt) / 1000)} s\n`);
  if (report.findings.length > 0) process.exitCode = 1;
};

run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});

import { join } from 'node:path';
import { awsWith } from './aws';
import { run } from './command-line';
import { costCommand, type MonthlyCost } from './cost';
import { groups } from './groups';
import { silently, visibly } from './read-pair';
import { sessionAt } from './session';

const tenants = join(import.meta.dirname, '..', '..', 'tenants');
const input = { stdin: process.stdin, prompt: silently, ask: visibly };
const monthlyCost: MonthlyCost = async (...asked) => (await import('../cost/monthly-cost')).monthlyCost(...asked);
const all = [...groups(input), costCommand(monthlyCost)];

const { out, err, exitCode } = await run(all, process.argv.slice(2), {
  tenants,
  awsIn: awsWith({}),
  session: sessionAt(process.stdout, process.stderr),
});
process.stdout.write(out);
process.stderr.write(err);
process.exitCode = exitCode;

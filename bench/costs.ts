import { readCsv } from '#bulk/read-csv';
import { mostBodyBytes } from '#bulk/bulk-write';
import { parseJson } from '#domain/json/parse-json';
import { storableRequest } from '#domain/masking/mask-echoes';
import { secretsOf } from '#domain/masking/secrets';
import { maskText } from '#domain/masking/mask-text';
import { redactorOf } from '#att/redact';
import { operationById } from '#operations/registry';
import { largestKeptBytes } from '#requests/kept-text';

/** `npm run bench:costs`: what bodies made to be expensive cost, each with its budget. Ends with 1 when one is over it. */
const operation = operationById('change-rate-plan');
const header = operation.request.body ? 'ratePlanCode' : '';
const times = (text: string, bytes: number): string => text.repeat(Math.floor(bytes / text.length));
const pins = Array.from({ length: largestKeptBytes / 19 }, (_, index) => ({ pin: `s${index}` }));

const cases: Readonly<Record<string, { budgetMs: number; work: () => unknown }>> = {
  'CSV: a header of 279 KB': { budgetMs: 500, work: () => readCsv(`${times('/aa,/bb,', 279_000)}/zz\n`, operation) },
  'CSV: a header of 190 KB, few columns too many': {
    budgetMs: 500,
    work: () => readCsv(`${Array.from({ length: 20_000 }, (_, index) => `/m${index}`).join(',')}\n`, operation),
  },
  'CSV: 4 MB of short rows': {
    budgetMs: 500,
    work: () => readCsv(`${header}\n${times('a\n', mostBodyBytes)}`, operation),
  },
  'CSV: 4 MB of empty rows': {
    budgetMs: 5_000,
    work: () => readCsv(`${header}\n${times(',\n', mostBodyBytes)}`, operation),
  },
  'CSV: 4 MB of one quoted cell': {
    budgetMs: 1_000,
    work: () => readCsv(`${header}\n"${times('a', mostBodyBytes)}`, operation),
  },
  'JSON: 4 MB of short rows': { budgetMs: 500, work: () => parseJson(`{"rows":[${times('{},', mostBodyBytes)}{}]}`) },
  'JSON: 4 MB of numbers': { budgetMs: 500, work: () => parseJson(`[${times('1.1,', mostBodyBytes)}1]`) },
  'JSON: 190 KB of secrets': {
    budgetMs: 1_000,
    work: () =>
      storableRequest(
        { text: JSON.stringify({ pins }), value: { pins } },
        secretsOf({ secretMembers: ['/pins/*/pin'], request: {} }),
      ),
  },
  'text: 190 KB of the names of secrets': { budgetMs: 1_000, work: () => maskText(times('pin!', largestKeptBytes)) },
  'text: 190 KB after the name of a secret': {
    budgetMs: 1_000,
    work: () => maskText(`pin${times('!', largestKeptBytes)}`),
  },
  'text: 190 KB of almost a credential': {
    budgetMs: 1_000,
    work: () => redactorOf(['aaaaaaaaaaaaaaab'])(times('aaaaaaa', largestKeptBytes)),
  },
};

const memoryBudgetMb = 400;

const run = ([name, { budgetMs, work }]: [string, (typeof cases)[string]]) => {
  const startedAt = process.cpuUsage();
  let end = 'accepted';
  try {
    work();
  } catch (error) {
    end = error instanceof Error ? error.message : String(error);
  }
  const { user, system } = process.cpuUsage(startedAt);
  process.stderr.write(`${name}: ${end}\n`);
  const cpuMs = Math.round((user + system) / 1000);
  return { name, end, 'CPU ms': cpuMs, 'budget ms': budgetMs, over: cpuMs > budgetMs };
};

const results = Object.entries(cases).map(run);
const mostMb = Math.round(process.resourceUsage().maxRSS / 1024);
console.table(results);
console.log(`memory at most: ${mostMb} MB, budget ${memoryBudgetMb} MB`);
if (mostMb > memoryBudgetMb || results.some(({ over }) => over)) process.exitCode = 1;

import { Option } from 'commander';
import type { Answer } from './answer';
import { boundOf, howMuch, type HowMuch } from './bound';
import { command, wholeNumber } from './command-line';
import type { Deployment } from './deployment';
import { perhapsOneProvider, providersMeant, type OfProviders } from './providers';
import { retentionInWords } from './retention-due';
import type { Session } from './session';
import { viewOf, type Counts, type ProviderView, type View } from './view';

interface StatusOptions extends OfProviders, HowMuch {
  watch?: number;
  times?: number;
  json: boolean;
}

/** Shows how everything stands, once or again and again. */
export const statusCommand = command({
  name: 'status',
  about:
    'How everything stands: what is tracked by state, what needs a person, webhooks, dead letters, alarms that ring, when retention was applied',
  options: [
    perhapsOneProvider,
    ...howMuch(1_000, 'count so many of each kind of a Solution Provider’s, the newest,'),
    new Option('-w, --watch <seconds>', 'again and again, so many seconds apart').argParser(wholeNumber(5)),
    new Option('--times <count>', 'end after so many').argParser(wholeNumber(1)),
  ],
  changes: 'nothing',
  act: status,
});

async function status(deployment: Deployment, options: StatusOptions, session: Session): Promise<Answer> {
  const { watch, times = watch === undefined ? 1 : Infinity, json } = options;
  const { tenant } = deployment.tenant;
  const providers = providersMeant(deployment, options);
  const bound = boundOf(options);
  let view = await viewOf(deployment, providers, bound, session);
  for (let shown = 1; shown < times; shown += 1) {
    session.show(json ? JSON.stringify(view) : `${inWords(view, tenant)}\n`);
    await session.pause((watch ?? 0) * 1000);
    view = await viewOf(deployment, providers, bound, session);
  }
  return { text: inWords(view, tenant), data: view };
}

const inWords = ({ at, providers, webhooks, deadLetters, alarms, retention }: View, tenant: string): string =>
  [
    at,
    ...providers.flatMap(linesOf),
    webhooks === undefined
      ? 'webhooks: no queue here'
      : `webhooks: ${webhooks.waiting} waiting${webhooks.oldestSeconds === undefined ? '' : `, the oldest for ${webhooks.oldestSeconds} s`}`,
    `dead letters: ${Object.entries(deadLetters)
      .map(([name, count]) => `${name} ${count ?? '–'}`)
      .join(', ')}`,
    retentionInWords(retention, tenant),
    alarms.length === 0 ? 'alarms: none rings' : 'alarms that ring:',
    ...alarms.map(({ name, since = '' }) => `  ${name}  ${since}`),
  ].join('\n');

const linesOf = ({ provider, tracked, stuck, more }: ProviderView): string[] => [
  provider,
  ...Object.entries(tracked).map(([kind, counts]) => `  ${kind}: ${countsIn(counts)}`),
  `  need a person: ${countsIn(stuck)}`,
  ...(more.length === 0 ? [] : [`  there are more than were counted: ${more.join(', ')} (--all counts them)`]),
];

const countsIn = (counts: Counts): string =>
  Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ') || 'none';

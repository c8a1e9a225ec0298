import { Option } from 'commander';
import { exitCodes, type Answer } from './answer';
import { command, wholeNumber } from './command-line';
import type { Deployment } from './deployment';
import { perhapsOneProvider, providersMeant, type OfProviders } from './providers';
import type { Session } from './session';
import { deadLetters, sources, type StuckThing } from './stuck-things';

/** Says what does not go on without a person. */
export const stuckCommand = command({
  name: 'stuck',
  about: 'What needs a person: since when, why, and the command that cures it',
  options: [
    perhapsOneProvider,
    new Option('-m, --most <count>', 'show so many at most; --json has all').argParser(wholeNumber(1)).default(100),
  ],
  changes: 'nothing',
  act: stuck,
});

async function stuck(
  deployment: Deployment,
  options: OfProviders & { most: number },
  { progress }: Session,
): Promise<Answer> {
  const data: StuckThing[] = options.provider === undefined ? await deadLetters(deployment) : [];
  for (const provider of providersMeant(deployment, options)) {
    for (const [name, find] of Object.entries(sources)) {
      progress(`${provider}: ${name}…`);
      data.push(...(await find(deployment, provider)));
    }
  }
  if (data.length === 0) return { text: 'Nothing needs a person.', data };
  const { most } = options;
  const more = data.length > most ? [`${data.length - most} more: --most ${data.length} shows them.`] : [];
  return { text: [...data.slice(0, most).map(inWords), ...more].join('\n'), data, exitCode: exitCodes.notInOrder };
}

const inWords = ({ what, provider, id, since, why, cure }: StuckThing): string =>
  `${[what, provider, id, since, why].filter((part) => part !== undefined).join('  ')}\n    ${cure}`;

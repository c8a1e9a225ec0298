import { exitCodes, type Answer } from './answer';
import { command } from './command-line';
import type { Deployment } from './deployment';
import { perhapsOneProvider, providersMeant, type OfProviders } from './providers';
import type { Session } from './session';
import { deadLetters, sources, type StuckThing } from './stuck-things';

/** Says what does not go on without a person. */
export const stuckCommand = command({
  name: 'stuck',
  about: 'What needs a person: since when, why, and the command that cures it',
  options: [perhapsOneProvider],
  changes: 'nothing',
  act: stuck,
});

async function stuck(deployment: Deployment, options: OfProviders, { progress }: Session): Promise<Answer> {
  const data: StuckThing[] = options.provider === undefined ? await deadLetters(deployment) : [];
  for (const provider of providersMeant(deployment, options)) {
    for (const [name, find] of Object.entries(sources)) {
      progress(`${provider}: ${name}…`);
      data.push(...(await find(deployment, provider)));
    }
  }
  if (data.length === 0) return { text: 'Nothing needs a person.', data };
  return { text: data.map(inWords).join('\n'), data, exitCode: exitCodes.notInOrder };
}

const inWords = ({ what, provider, id, since, why, cure }: StuckThing): string =>
  `${[what, provider, id, since, why].filter((part) => part !== undefined).join('  ')}\n    ${cure}`;

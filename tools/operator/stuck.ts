import { inParallel } from '#domain/in-parallel';
import { exitCodes, type Answer } from './answer';
import { boundOf, howMuch, type HowMuch } from './bound';
import { command } from './command-line';
import type { Deployment } from './deployment';
import { perhapsOneProvider, providersAtOnce, providersMeant, type OfProviders } from './providers';
import type { Session } from './session';
import { deadLetters, notLookedAt, stuckOf, type StuckThing } from './stuck-things';

/** Says what does not go on without a person. */
export const stuckCommand = command({
  name: 'stuck',
  about: 'What needs a person: since when, why, and the command that cures it',
  options: [perhapsOneProvider, ...howMuch(100, 'look for so many of each sort of a Solution Provider’s')],
  changes: 'nothing',
  act: stuck,
});

async function stuck(deployment: Deployment, options: OfProviders & HowMuch, session: Session): Promise<Answer> {
  const data: StuckThing[] = options.provider === undefined ? await deadLetters(deployment) : [];
  const bound = boundOf(options);
  const providers = providersMeant(deployment, options);
  const things = new Map<string, StuckThing[]>();
  await inParallel(providers, providersAtOnce, async (provider) => {
    const { found, more } = await stuckOf(deployment, provider, bound, session);
    things.set(provider, [...found, ...more.map((sort) => notLookedAt(deployment, provider, sort))]);
  });
  data.push(...providers.flatMap((provider) => things.get(provider) ?? []));
  if (data.length === 0) return { text: 'Nothing needs a person.', data };
  // That not everything was looked at is no order either.
  return { text: data.map(inWords).join('\n'), data, exitCode: exitCodes.notInOrder };
}

const inWords = ({ what, provider, id, since, why, cure }: StuckThing): string =>
  `${[what, provider, id, since, why].filter((part) => part !== undefined).join('  ')}\n    ${cure}`;

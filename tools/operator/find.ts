import type * as z from 'zod';
import { inParallel } from '#domain/in-parallel';
import { search } from '#routes/search/search';
import { exitCodes, type Answer } from './answer';
import { command } from './command-line';
import type { Deployment } from './deployment';
import { Refusal } from './failures';
import { callRoute } from './own-routes';
import { perhapsOneProvider, providersMeant, type OfProviders } from './providers';
import { standingOf, type Standing } from './standing';

type Link = z.output<typeof search.response>['found'][number];

/** Something an id leads to. */
export interface Found extends Omit<Link, 'href'> {
  provider: string;
}

/** Functions invoked at the same time. */
const atOnce = 5;

/** Everything an id leads to, of these Solution Providers. */
export const findAll = async (
  deployment: Deployment,
  providers: readonly string[],
  id: string,
): Promise<{ found: Found[]; hasMore: boolean }> => {
  const found: Found[] = [];
  let hasMore = false;
  await inParallel(providers, atOnce, async (provider) => {
    const page = await callRoute(deployment, search, { provider, query: { id } });
    found.push(...page.found.map(({ href: _href, ...link }) => ({ provider, ...link })));
    hasMore ||= page.hasMore;
  });
  return { found: found.toSorted((a, b) => a.provider.localeCompare(b.provider) || a.at.localeCompare(b.at)), hasMore };
};

/** Finds anything by any id of it. */
export const findCommand = command({
  name: 'find',
  about:
    'Find anything by any id: of a quote, order, port-in, activation, line, SIM, IMEI, request, call, or AT&T’s reference',
  argument: { name: 'id', about: 'the id, and nothing around it' },
  options: [perhapsOneProvider],
  changes: 'nothing',
  act: find,
});

/** What leads to a thing may be there a while longer than the thing. */
const unlessGone = (standing: Promise<Standing>): Promise<Standing | undefined> =>
  standing.catch((error: unknown) => {
    if (error instanceof Refusal) return undefined;
    throw error;
  });

async function find(deployment: Deployment, options: OfProviders & { id: string }): Promise<Answer> {
  const { found, hasMore } = await findAll(deployment, providersMeant(deployment, options), options.id);
  const standing = new Map<Found, Standing>();
  await inParallel(found, atOnce, async (one) => {
    const stands = await unlessGone(standingOf(deployment, one.provider, one));
    if (stands) standing.set(one, stands);
  });
  const data = found.map((one) => {
    const { state = 'gone', operation, isFinal } = standing.get(one) ?? {};
    return { ...one, state, isFinal, operation };
  });
  const lines = data.map(({ provider, kind, id, at, by, state, operation }) =>
    [provider, kind, id, at, by.join(','), operation, state].filter((part) => part !== undefined).join('  '),
  );
  const more = hasMore ? ['There is more: the lists of the API find it, by the same id as a filter.'] : [];
  if (lines.length > 0) return { text: [...lines, ...more].join('\n'), data: { found: data, hasMore } };
  return { text: `Nothing has the id ${options.id}.`, data: { found: [], hasMore }, exitCode: exitCodes.notInOrder };
}

import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { invokedEvent } from '#api/invoked-event';
import { routeGroups } from '#routes/registry';
import type { OwnRoute } from '#routes/define-route';
import type { Deployment } from './deployment';
import { FunctionFailed, Refusal } from './failures';
import { invoke } from './invoke';

export interface RouteCall {
  /** Of whose things. */
  provider: string;
  /** What the route knows its caller by. */
  clientId?: string;
  path?: Readonly<Record<string, string>>;
  query?: Readonly<Record<string, string | undefined>>;
  body?: object;
}

const answerSchema = z.object({ statusCode: z.int(), body: z.string() });
const problemSchema = z.object({
  title: z.string(),
  detail: z.string().optional(),
  hint: z.string().optional(),
  errors: z
    .array(z.object({ pointer: z.string().optional(), parameter: z.string().optional(), detail: z.string() }))
    .optional(),
});

/** A problem in words. Of what is listed to be corrected the hint says no more. */
const whyNot = (problem: unknown): string => {
  const { title, detail, hint, errors } = problemSchema.parse(problem);
  const listed = errors?.map(({ pointer, parameter, detail: what }) => `${parameter ?? pointer ?? ''} ${what}`.trim());
  return [`${title}.`, detail, listed ? `${listed.join('; ')}.` : hint].filter((part) => part !== undefined).join(' ');
};

/**
 * Calls one of the gateway’s own routes as a partner would, by invoking the function that serves it: with the operator’s own right to
 * do so, counted for nobody, and everything the route itself looks after.
 * @throws Refusal with what the route says, where it refuses; FunctionFailed where it fails
 */
export const callRoute = async <R extends OwnRoute & { response: z.ZodType }>(
  deployment: Deployment,
  route: R,
  { provider, clientId = 'operator', path, query = {}, body }: RouteCall,
): Promise<z.output<R['response']>> => {
  const group = routeGroups.find(({ routes }) => routes.some(({ id }) => id === route.id));
  if (!group) throw new Error(`No function serves ${route.id}.`);
  const event = invokedEvent({
    route,
    caller: { clientId, solutionProviders: [provider], scopes: [route.scope, ...alsoReadBy(route)] },
    solutionProvider: provider,
    requestId: `operator-${randomUUID()}`,
    ...(path && { pathParameters: path }),
    query: Object.fromEntries(
      Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined),
    ),
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const { statusCode, body: text } = answerSchema.parse(await invoke(deployment, group.id, event));
  if (statusCode < 400) return route.response.parse(JSON.parse(text)) as z.output<R['response']>;
  const why = whyNot(JSON.parse(text));
  throw statusCode < 500 ? new Refusal(why) : new FunctionFailed(`${route.id}: ${why}`);
};

/** What a search finds is what its caller may read. */
const alsoReadBy = ({ id }: OwnRoute): string[] => (id === 'search' ? ['bulk:read'] : []);

/** Everything of a list, page by page. @param itemsIn what a page has */
export const listAll = async <R extends OwnRoute & { response: z.ZodType<{ nextCursor?: string | undefined }> }, Item>(
  deployment: Deployment,
  route: R,
  call: RouteCall,
  itemsIn: (page: z.output<R['response']>) => readonly Item[],
): Promise<Item[]> => {
  const found: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await callRoute(deployment, route, { ...call, query: { ...call.query, limit: '100', cursor } });
    found.push(...itemsIn(page));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return found;
};

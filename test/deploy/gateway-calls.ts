import assert from 'node:assert/strict';
import * as z from 'zod';
import type { Grant } from '#api/grants';
import type { World } from './journey';

const received = z.array(
  z.looseObject({
    operation: z.string().nullable(),
    path: z.string(),
    secretMatches: z.boolean(),
    headers: z.record(z.string(), z.string()),
    body: z.unknown(),
  }),
);

/** What the simulated AT&T received while something was done. */
export const receivedDuring = async ({ simulatorUrl }: World, work: () => Promise<void>) => {
  await fetch(`${simulatorUrl}/__sim/reset`, { method: 'POST' });
  await work();
  return received.parse(await (await fetch(`${simulatorUrl}/__sim/requests`)).json());
};

/** A new client’s token. A client for no Solution Provider has no grant. */
export const tokenFor = async (
  { operator }: World,
  scopes: Grant['scopes'],
  ...solutionProviders: string[]
): Promise<string> => {
  const name = `partner-${solutionProviders.join('-') || 'without-grant'}`;
  const grant = solutionProviders.length > 0 ? { solutionProviders, scopes } : undefined;
  return operator.tokenOf(await operator.createClient(name, grant));
};

/** The header of such a token. */
export const bearerOf = async (world: World, scopes: Grant['scopes'], ...solutionProviders: string[]) => ({
  authorization: `Bearer ${await tokenFor(world, scopes, ...solutionProviders)}`,
});

interface Call {
  method: string;
  path: string;
  body?: unknown;
}

/** A call of the deployed gateway. */
export const call = (
  { deployment }: World,
  { method, path, body }: Call,
  headers: Record<string, string>,
): Promise<Response> =>
  fetch(`${deployment.apiUrl}${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

/** The path of a link below the base URL, as a client that called the API at AWS comes to it. */
export const linkedPath = ({ deployment: { awsUrl } }: World, link: string | null): string => {
  const { href } = new URL(link ?? '', `${awsUrl}/`);
  assert.ok(href.startsWith(`${awsUrl}/v1/`), `${link} leads to ${href}, beside ${awsUrl}`);
  return href.slice(awsUrl.length);
};

export const expectProblem = async (response: Response, status: number, code: string): Promise<void> => {
  const text = await response.text();
  assert.equal(response.status, status, text);
  assert.match(response.headers.get('content-type') ?? '', /^application\/problem\+json/);
  assert.equal(z.looseObject({ code: z.string() }).parse(JSON.parse(text)).code, code);
};

/** The JSON body of an answer that has to have this status. */
export const bodyOf = async (response: Response, status: number): Promise<unknown> => {
  const text = await response.text();
  assert.equal(response.status, status, text);
  return JSON.parse(text);
};

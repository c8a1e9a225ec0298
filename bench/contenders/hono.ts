import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
import { benchSettings, lookupSchema } from './work';

/** Hono behind its own adapter, with the global fetch. */
const { upstream, credentials } = benchSettings();

const app = new Hono();
app.post('/v1/ordering/alliance/end-customer-lookup', async (context) => {
  const answer = await fetch(upstream, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...credentials },
    body: JSON.stringify(lookupSchema.parse(await context.req.json())),
  });
  return new Response(await answer.text(), {
    status: answer.status,
    headers: { 'content-type': 'application/json' },
  });
});

// eslint-disable-next-line @typescript-eslint/no-deprecated -- The package that is to replace it is not published.
export const handler = handle(app);

import express from 'express';
import serverless from 'serverless-http';
import { forward } from './forward';
import { benchSettings, lookupSchema } from './work';

/** Express 5 behind an adapter. */
const { upstream, credentials } = benchSettings();

const app = express();
app.use(express.json());
app.post('/v1/ordering/alliance/end-customer-lookup', async (request, response) => {
  const answer = await forward(upstream, credentials, lookupSchema.parse(request.body));
  response.status(answer.status).type('application/json').send(answer.text);
});

export const handler = serverless(app);

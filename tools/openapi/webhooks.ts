import { eventExample } from '#events/event-example';
import { component } from './describe-route';
import type { JsonObject } from './json-schema';

const header = (name: string, description: string, schema: JsonObject): JsonObject => ({
  name,
  in: 'header',
  required: true,
  description,
  schema,
});

/** What the gateway calls, rather than being called: the `webhooks` of the OpenAPI document. */
export const webhooks: JsonObject = {
  event: {
    post: {
      operationId: 'receive-event',
      tags: ['Requests and tracking'],
      summary: 'An event, sent to your endpoint',
      description:
        'Signed after the Standard Webhooks specification, whose libraries verify it. Sent at least once: `webhook-id` is the same every time. Answer with any 2xx within 15 seconds; anything else, a redirect included, is tried again after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h and 24 h. 410 switches the endpoint off. `webhook-endpoint.verification`, which comes first, is answered 200 with `{"challenge": "…"}`.',
      security: [],
      parameters: [
        header('webhook-id', 'The event’s id.', { type: 'string' }),
        header('webhook-timestamp', 'Seconds since the epoch, of this attempt.', { type: 'string' }),
        header(
          'webhook-signature',
          '`v1,` and the base64 of HMAC-SHA-256 over `{webhook-id}.{webhook-timestamp}.{body}`; two of them, with a blank between, while the secret is being rotated.',
          { type: 'string' },
        ),
      ],
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: component('schemas', 'Event'),
            examples: { example: { summary: 'Credit approved', value: eventExample } },
          },
        },
      },
      responses: {
        '2XX': {
          description: 'Taken. To `webhook-endpoint.verification`: with the challenge it has.',
          content: {
            'application/json': {
              schema: { type: 'object', properties: { challenge: { type: 'string' } } },
            },
          },
        },
        '410': { description: 'Nothing is to be sent here any more.' },
      },
    },
  },
};

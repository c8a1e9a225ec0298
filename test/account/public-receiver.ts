import * as z from 'zod';
import { eventSchema } from '#events/event';
import type { Received } from '../support/webhook-partner';
import type { Receiver } from '../deploy/journey';

const webhooks = z.array(z.object({ headers: z.record(z.string(), z.string()), body: z.string() }));
const everyMs = 1_000;

/** A partner’s endpoint at the deployed double, looked at every second. It has nothing in it when it begins. */
export const receiveAt = async (simulatorUrl: string): Promise<Receiver> => {
  const url = `${simulatorUrl}/__webhooks`;
  await fetch(url, { method: 'DELETE' });
  const received: Received[] = [];
  const look = async (): Promise<void> => {
    const all = webhooks.parse(await (await fetch(url)).json());
    for (const { headers, body } of all.slice(received.length))
      received.push({ headers, body, event: eventSchema.parse(JSON.parse(body)) });
  };
  let isLooking = false;
  const timer = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    // What fails once is tried again in a second.
    void look()
      .catch(() => undefined)
      .finally(() => {
        isLooking = false;
      });
  }, everyMs);
  return { url, received, close: () => clearInterval(timer) };
};

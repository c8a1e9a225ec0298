import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Action } from './aws-json';

const putInput = z.object({
  Entries: z.array(
    z.object({ Source: z.string(), DetailType: z.string(), Detail: z.string(), Time: z.number().optional() }),
  ),
});

/** EventBridge with the one rule the deployment has: everything goes to the webhook queue. */
export const eventBusActions = (deliver: (body: string) => Promise<void>): Readonly<Record<string, Action>> => ({
  'AWSEvents.PutEvents': async (input) => {
    const { Entries } = putInput.parse(input);
    const messages = Entries.map(({ Source, DetailType, Detail, Time }) => {
      const time = new Date(Time === undefined ? Date.now() : Time * 1000).toISOString();
      const detail: unknown = JSON.parse(Detail);
      return { version: '0', id: randomUUID(), 'detail-type': DetailType, source: Source, time, detail };
    });
    await Promise.all(messages.map((message) => deliver(JSON.stringify(message))));
    return { FailedEntryCount: 0, Entries: Entries.map(() => ({ EventId: randomUUID() })) };
  },
});

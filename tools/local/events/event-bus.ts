import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Action } from './aws-json';

const putInput = z.object({
  Entries: z.array(
    z.object({ Source: z.string(), DetailType: z.string(), Detail: z.string(), Time: z.number().optional() }),
  ),
});

/** EventBridge with the one rule the deployment has: everything goes to the webhook queue. */
export const eventBusActions = (deliver: (body: string) => void): Readonly<Record<string, Action>> => ({
  'AWSEvents.PutEvents': (input) => {
    const { Entries } = putInput.parse(input);
    for (const { Source, DetailType, Detail, Time } of Entries) {
      const time = new Date(Time === undefined ? Date.now() : Time * 1000).toISOString();
      const detail: unknown = JSON.parse(Detail);
      deliver(
        JSON.stringify({ version: '0', id: randomUUID(), 'detail-type': DetailType, source: Source, time, detail }),
      );
    }
    return { FailedEntryCount: 0, Entries: Entries.map(() => ({ EventId: randomUUID() })) };
  },
});

import { PutEventsCommand, type EventBridgeClient, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { eventSource, type ResourceEvent } from '#events/event';

/** Entries EventBridge takes at a time. */
const atATime = 10;

/** Source of what is meant for the webhook sender alone. */
export const taskSource = `${eventSource}.webhook-tasks`;

/** The tenant’s bus. @throws Error when it did not take everything; whatever it took may be put again */
export interface EventBus {
  put(events: readonly ResourceEvent[]): Promise<void>;
  /** Hands the webhook sender something to do. */
  putTask(task: object): Promise<void>;
}

export const createEventBus = (client: Pick<EventBridgeClient, 'send'>, name: string): EventBus => {
  const putAll = async (entries: readonly PutEventsRequestEntry[]): Promise<void> => {
    for (let start = 0; start < entries.length; start += atATime) {
      const Entries = entries.slice(start, start + atATime);
      const { FailedEntryCount = 0 } = await client.send(new PutEventsCommand({ Entries }));
      if (FailedEntryCount > 0)
        throw new Error(`The bus did not take ${FailedEntryCount} of ${Entries.length} events.`);
    }
  };
  return {
    put: (events) =>
      putAll(
        events.map((event) => ({
          EventBusName: name,
          Source: eventSource,
          DetailType: event.type,
          Time: new Date(event.occurredAt),
          Detail: JSON.stringify(event),
        })),
      ),
    putTask: (task) =>
      putAll([{ EventBusName: name, Source: taskSource, DetailType: 'webhook-task', Detail: JSON.stringify(task) }]),
  };
};

import type { LogEntry } from '#events/event-log';
import type { Lead } from '#tracking/leads/lead-store';
import type { Delivery } from '#webhooks/delivery-log';
import type { Endpoint } from '#webhooks/endpoint';
import type { Redelivery } from '#webhooks/redelivery-store';
import { attributesOf, type ItemDescription } from './describe-item';

/** Items of events and webhooks. */
export const eventItems = {
  event: {
    title: 'Event',
    what: 'An event as it was published, behind all those of its Solution Provider that were before. Carries no personal data but the telephone number of a line that was changed.',
    writtenBy: 'The event publisher.',
    code: 'functions/events/event-log.ts',
    attributes: attributesOf<LogEntry>({ event: 'clear', position: 'clear', publishedAt: 'clear' }),
  },
  'event-log': {
    title: 'Event log',
    what: 'Where the log of a Solution Provider’s events begins when nothing is in it.',
    writtenBy: 'The event publisher, for the first event there is, and the first after a month without.',
    code: 'functions/events/event-log.ts',
    attributes: { beginsAt: ['clear', 'the position of the first event'] },
  },
  lead: {
    title: 'Lead',
    what: 'What an id leads to: an order, a port-in, an activation, a PDP batch, a request or a bulk write that has it.',
    writtenBy: 'The event publisher, when something that has ids is made or gets another one.',
    code: 'functions/tracking/leads',
    attributes: attributesOf<Lead>({
      kind: 'clear',
      id: ['clear', 'of what it leads to'],
      at: ['clear', 'since when that is there'],
      by: ['clear', 'names of what it is the id of'],
    }),
  },
  'published-mark': {
    title: 'Published mark',
    what: 'How far an item’s changes are published. It outlives the item: one that is made again under the same key goes on in its sequence.',
    writtenBy: 'The event publisher.',
    code: 'functions/events/event-store.ts',
    attributes: {
      published: ['clear', 'sequence of the last'],
      publishedAt: 'clear',
      madeAt: ['clear', 'when the item was made that it is of'],
      before: ['clear', 'sequence of the last of those that were made before under the same key'],
    },
  },
  'webhook-endpoint': {
    title: 'Webhook endpoint',
    what: 'Where a partner is sent events, which ones, and what they are signed with.',
    writtenBy: 'The routes of webhook endpoints; the webhook sender, which switches off what nothing gets through to.',
    code: 'functions/webhooks/endpoint-store.ts',
    attributes: attributesOf<Endpoint>({
      id: 'clear',
      solutionProvider: 'clear',
      url: 'clear',
      failoverUrl: 'clear',
      urlVerification: ['clear', '`pending` or `failed` until `url` has answered a challenge; then absent'],
      failoverUrlVerification: ['clear', 'the same of `failoverUrl`'],
      types: 'clear',
      description: 'clear',
      enabled: 'clear',
      disabledReason: 'clear',
      failingSince: 'clear',
      createdAt: 'clear',
      updatedAt: 'clear',
      secrets: [
        'sealed',
        'signing secrets, each for this endpoint, with the name of its key; until when the one before is used',
      ],
      timeline: 'clear',
      movedEntries: ['clear', 'how many of the timeline’s entries have items of their own'],
    }),
  },
  redelivery: {
    title: 'Redelivery',
    what: 'The redelivery of a time’s events to an endpoint that was begun last: one at a time.',
    writtenBy: '`redeliver-event-range`; the webhook sender.',
    code: 'functions/webhooks/redelivery-store.ts',
    attributes: attributesOf<Redelivery>({
      id: 'clear',
      since: 'clear',
      until: 'clear',
      startedAt: 'clear',
      sent: ['clear', 'how many'],
      endedAt: 'clear',
      busyUntilMs: 'clear',
    }),
  },
  'webhook-sends': {
    title: 'Webhooks asked for',
    what: 'How many challenges, test events and single redeliveries a Solution Provider has asked for in a minute.',
    writtenBy: 'The routes that have them sent.',
    code: 'functions/webhooks/send-budget.ts',
    attributes: { used: 'clear' },
  },
  'webhook-task': {
    title: 'Webhook task',
    what: 'Something the webhook sender is to do beside delivering what happens.',
    writtenBy:
      '`create-webhook-endpoint`, `update-webhook-endpoint`, `verify-webhook-endpoint`, `test-webhook-endpoint`, `redeliver-event`, `redeliver-event-range`.',
    code: 'functions/webhooks/task.ts',
    attributes: { task: ['clear', 'an event, or a time and an endpoint'] },
  },
  heartbeat: {
    title: 'Heartbeat',
    what: 'Means nothing but that the stream is read: its change reaches the event publisher every minute.',
    writtenBy: 'The poller sweep.',
    code: 'functions/events/heartbeat.ts',
    attributes: { at: 'clear' },
  },
  delivery: {
    title: 'Delivery',
    what: 'An attempt to deliver an event.',
    writtenBy: 'The webhook sender.',
    code: 'functions/webhooks/delivery-log.ts',
    attributes: attributesOf<Delivery>({
      eventId: 'clear',
      eventType: 'clear',
      attempt: 'clear',
      at: 'clear',
      outcome: 'clear',
      sentTo: 'clear',
      failure: 'clear',
      status: 'clear',
      atUrl: 'clear',
      durationMs: 'clear',
      nextAttemptAfterSeconds: 'clear',
    }),
  },
} satisfies Record<string, ItemDescription>;

import type { LongRunningKind } from '#domain/mobility/observation';
import { lifetimeOf, patternOf, type Span } from '#platform/table/key-pattern';
import { tableDefinition } from '#platform/table/table-definition';

/*
 * Every kind of item in the gateway’s one table: its key, the indexes it stands in, how long it is kept. No other file makes
 * a key. What is stored stays readable, so a pattern is never changed, only left. `docs/data-model.md` is made from this.
 */

// Marked where esbuild heeds it, in the file that calls them: a function carries the keys that it uses.
const primaryKey = /* @__NO_SIDE_EFFECTS__ */ <Pk extends string, Sk extends string>(partition: Pk, sort: Sk) =>
  patternOf(tableDefinition.key, partition, sort);
const listKey = /* @__NO_SIDE_EFFECTS__ */ <Pk extends string, Sk extends string>(partition: Pk, sort: Sk) =>
  patternOf(tableDefinition.indexes.list, partition, sort);
const openKey = /* @__NO_SIDE_EFFECTS__ */ <Pk extends string, Sk extends string>(partition: Pk, sort: Sk) =>
  patternOf(tableDefinition.indexes.open, partition, sort);
const lifetime = /* @__NO_SIDE_EFFECTS__ */ (span: Span, from: string) => lifetimeOf(span, from);

/** What an id of any sort leads to: one item for each thing it leads to. The digest is of Solution Provider and id. */
export const leads = {
  key: primaryKey('FOUND#{digest}', '{kind}#{at}#{id}'),
  lifetime: lifetime({ days: 30 }, 'the same as what it leads to; none where that has none'),
};

/** What a client may do. Whoever runs the gateway writes it. */
export const clientGrants = { key: primaryKey('CLIENT#{clientId}', 'GRANT') };

/** Which Solution Providers are restricted now. Whoever runs the gateway writes it. */
export const restrictions = { key: primaryKey('RESTRICTIONS', 'RESTRICTIONS') };

/** Who restricted a Solution Provider, or ended that, when and why. */
export const restrictionChanges = { key: primaryKey('RESTRICTION-CHANGES#{solutionProvider}', '{at}') };

/** How many calls a client has made in a window of its limits. Windows of a kind are counted since the epoch. */
export const clientCalls = {
  key: primaryKey('CLIENT-CALLS#{clientId}', '{window}#{number}'),
  lifetime: lifetime({ days: 2 }, 'when the window begins'),
};

/** A write, from before AT&T is asked to long after it has answered. */
export const requestRecords = {
  key: primaryKey('REQUEST#{requestId}', 'REQUEST'),
  list: listKey('REQUESTS#{solutionProvider}', '{startedAt}#{requestId}'),
  /** Until it has an outcome. One that a person has to look at with `~` before its time. */
  open: openKey('OPEN-REQUEST#{solutionProvider}', '{deadlineAt}#{requestId}'),
  lifetime: lifetime({ days: 30 }, 'the claim, or the outcome where it was unknown first; none while it is'),
};

/** Which record a call was about. The digest is of Solution Provider and the call’s id. */
export const recordsOfCalls = {
  key: primaryKey('CALL#{digest}', 'CALL'),
  lifetime: lifetime({ days: 30 }, 'the call'),
};

/** Of an item whose id somebody has named and AT&T has not confirmed. */
const lifetimeUnconfirmed = lifetime(
  { days: 90 },
  'when it was named, while nothing is known of it or under way; none otherwise',
);

/** An order, from its quote on. */
export const trackedOrders = {
  key: primaryKey('SP#{solutionProvider}', 'ORDER#{quoteId}'),
  list: listKey('ORDERS#{solutionProvider}', '{createdAt}#{quoteId}'),
  lifetime: lifetimeUnconfirmed,
};

/** Which quote an order or sub-order id belongs to. */
export const orderIds = { key: primaryKey('SP#{solutionProvider}', 'ORDER-ID#{id}') };

/** What AT&T works on after it has answered, by AT&T’s id. */
export const longRunningRequests = {
  'port-in': {
    key: primaryKey('SP#{solutionProvider}', 'PORT-IN#{id}'),
    list: listKey('PORT-INS#{solutionProvider}', '{createdAt}#{id}'),
    lifetime: lifetimeUnconfirmed,
  },
  'service-activation': {
    key: primaryKey('SP#{solutionProvider}', 'ACTIVATION#{id}'),
    list: listKey('ACTIVATIONS#{solutionProvider}', '{createdAt}#{id}'),
    lifetime: lifetimeUnconfirmed,
  },
  'pdp-provisioning': {
    key: primaryKey('SP#{solutionProvider}', 'PDP#{id}'),
    list: listKey('PDP-PROVISIONINGS#{solutionProvider}', '{createdAt}#{id}'),
    lifetime: lifetimeUnconfirmed,
  },
} satisfies Record<LongRunningKind, object>;

/** Who has the number that only one open port-in may have: an item for each number. */
export const portInLocks = { key: primaryKey('SP#{solutionProvider}', 'OPEN-PORT-IN#{name}') };

/** Who has the IMEI, SIM or eSIM that only one activation may have, open or of a line in service: an item for each. */
export const activationLocks = {
  key: primaryKey('SP#{solutionProvider}', 'OPEN-SERVICE-ACTIVATION#{name}'),
  lifetime: lifetime({ days: 1 }, 'when nobody has it any more; none before'),
};

/** What is known of a line. */
export const lines = {
  key: primaryKey('SP#{solutionProvider}', 'LINE#{subscriberNumber}'),
  lifetime: lifetime(
    { days: 730 },
    'when it was asked for anything, while nothing is known of it or under way; none otherwise',
  ),
};

/** Who asked for what of a line, once that is no longer among the newest. */
export const lineHistory = {
  key: primaryKey('SP#{solutionProvider}', 'LINE-HISTORY#{subscriberNumber}#{at}#{requestId}'),
  lifetime: lifetime({ days: 730 }, 'when it was asked for'),
};

/** Which number a line had before it got this one. */
export const formerNumbers = {
  key: primaryKey('SP#{solutionProvider}', 'FORMER-NUMBER#{subscriberNumber}'),
  lifetime: lifetime({ days: 730 }, 'when it was changed'),
};

/** An entry of a timeline that is not among the newest, which stand in the item it is of. The sequence has ten digits. */
export const timelineEntries = {
  key: primaryKey('TIMELINE#{partition}#{sort}', '{sequence}'),
  lifetime: lifetime({ days: 730 }, 'when it was recorded'),
};

/** A note on what has a partition and a sort key of its own: it stands beside it. */
export const notes = { key: primaryKey('SP#{solutionProvider}', 'NOTE#{of}#{noteId}') };

/** A bulk write without its rows. */
export const bulkWrites = {
  key: primaryKey('BULK-WRITE#{bulkId}', 'BULK-WRITE'),
  /** From when its rows are stored. */
  list: listKey('BULK-WRITES#{solutionProvider}', '{createdAt}#{bulkId}'),
  /** While it is carried out. One that is paused with `~` before when that was. */
  open: openKey('OPEN-BULK-WRITE#{solutionProvider}', '{workBy}#{bulkId}'),
  lifetime: lifetime({ days: 30 }, 'the submission'),
};

/** A call of a bulk write: a row of it, or several. The number has five digits. */
export const bulkCalls = {
  key: primaryKey('BULK-WRITE#{bulkId}', 'CALL#{number}'),
  lifetime: lifetime({ days: 30 }, 'the submission'),
};

/** How polling of one thing stands. */
export const pollJobs = {
  key: primaryKey('POLL#{solutionProvider}#{kind}#{id}', 'POLL'),
  /** While it is polled. One that was given up with `~` before when that was. */
  open: openKey('OPEN-POLL#{solutionProvider}', '{pollBy}#{kind}#{id}'),
  lifetime: lifetime({ days: 30 }, 'the end of polling; none before'),
};

/** What a partner’s read has shown and nobody knew, until AT&T has been asked about it. The digest is of the read’s question. */
export const sightings = {
  key: primaryKey('SIGHTED#{solutionProvider}', '{digest}'),
  lifetime: lifetime({ days: 1 }, 'the read'),
};

/** How many polls a Solution Provider had in a minute, which is counted since the epoch. */
export const pollBudgets = {
  key: primaryKey('POLL-BUDGET#{solutionProvider}', '{minute}'),
  lifetime: lifetime({ hours: 1 }, 'the minute'),
};

/** An event that was published, at its place in the log of its Solution Provider’s. The position has 15 digits. */
export const events = {
  key: primaryKey('EVENTS#{solutionProvider}', '{position}'),
  /** By its id. */
  list: listKey('EVENT#{eventId}', '{position}'),
  lifetime: lifetime({ days: 30 }, 'its publication'),
};

/** Where a Solution Provider’s log of events begins. */
export const eventLogs = { key: primaryKey('EVENT-LOG#{solutionProvider}', 'EVENT-LOG') };

/**
 * How far the changes of an item are published. No lifetime would be safe: whatever is made again under the same key, however
 * much later, is the same resource, and goes on in its sequence.
 */
export const publishedMarks = { key: primaryKey('PUBLISHED#{partition}', '{sort}') };

/** Where a partner is sent events. */
export const webhookEndpoints = { key: primaryKey('WEBHOOKS#{solutionProvider}', 'ENDPOINT#{endpointId}') };

/** The redelivery of a time’s events to an endpoint that was begun last. */
export const redeliveries = {
  key: primaryKey('WEBHOOK-REDELIVERY#{solutionProvider}', '{endpointId}'),
  lifetime: lifetime({ days: 1 }, 'when it began'),
};

/** How many webhooks a Solution Provider has asked for in a minute, which is counted since the epoch. */
export const webhookSends = {
  key: primaryKey('WEBHOOK-SENDS#{solutionProvider}', '{minute}'),
  lifetime: lifetime({ hours: 1 }, 'the minute'),
};

/** Something the webhook sender is to do, on its way to it. */
export const webhookTasks = {
  key: primaryKey('WEBHOOK-TASK#{taskId}', 'TASK'),
  lifetime: lifetime({ days: 1 }, 'when it was given'),
};

/** An attempt to deliver an event. */
export const deliveries = {
  key: primaryKey('DELIVERIES#{endpointId}', '{at}#{eventId}#{attempt}'),
  lifetime: lifetime({ days: 30 }, 'the attempt'),
};

/** A message that AT&T has sent by itself. */
export const pushes = {
  key: primaryKey('PUSHES#{solutionProvider}', '{pushId}'),
  /** Until it is decided. */
  open: openKey('OPEN-PUSH#{solutionProvider}', '{lookAt}#{pushId}'),
  lifetime: lifetime({ days: 30 }, 'its receipt'),
};

/** A going through of what is known of a Solution Provider’s, beside what AT&T shows; begun at a time. */
export const driftRuns = {
  key: primaryKey('DRIFT#{solutionProvider}', 'RUN#{startedAt}'),
  lifetime: lifetime({ days: 30 }, 'its beginning'),
};

/** A difference that such a going through found. */
export const driftFindings = {
  key: primaryKey('DRIFT#{solutionProvider}', 'FOUND#{startedAt}#{of}#{id}#{readBy}#{readId}'),
  lifetime: lifetime({ days: 30 }, 'the beginning of what found it'),
};

/** Changed by every run of the sweep, so that the stream always has something to carry. */
export const heartbeats = { key: primaryKey('HEARTBEAT', 'HEARTBEAT') };

/** When a line or a billing account was last changed, for those that keep answers for a moment. */
export const changeMarks = {
  key: primaryKey('CHANGED#{solutionProvider}#{changeable}', 'CHANGED'),
  lifetime: lifetime({ hours: 1 }, 'the latest time the change can end'),
};

/**
 * Who did what: entries of a chain, which is a Solution Provider’s, or the operators’. The sequence has twelve digits. Nothing
 * changes an entry or ends it.
 */
export const auditEntries = { key: primaryKey('AUDIT#{chain}', 'ENTRY#{sequence}') };

/** How long a chain is. */
export const auditHeads = { key: primaryKey('AUDIT#{chain}', 'HEAD') };

/** What nobody may erase, and what does not expire, until it is released. */
export const holds = { key: primaryKey('HOLD#{holdId}', 'HOLD') };

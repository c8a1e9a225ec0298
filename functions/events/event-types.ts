import { sensitiveChanges } from '#domain/mobility/sensitive-changes';
import { longRunningRules } from '#domain/mobility/long-running-kinds';
import { statesOf, unknownState } from '#domain/mobility/long-running-kind';
import { longRunningKinds, type LongRunningKind } from '#domain/mobility/observation';

/** What has a timeline, and therefore events. */
export const resourceKinds = [
  'order',
  ...longRunningKinds,
  'subscriber',
  'request',
  'bulk-write',
  'webhook-endpoint',
] as const;
export type ResourceKind = (typeof resourceKinds)[number];

const orderTypes = {
  'order.quoted': 'A quote was created through the gateway; the order is tracked from here on.',
  'order.adopted': 'A quote or order born outside the gateway is tracked from here on.',
  'order.quote.configured': 'A product configuration was added to the quote.',
  'order.end-customer.assigned': 'The end customer was assigned to the quote.',
  'order.credit.requested': 'AT&T was asked to check the end customer’s credit.',
  'order.credit.manual-review': 'AT&T reviews the credit by hand.',
  'order.credit.approved': 'The credit is approved: the contract can be created.',
  'order.credit.declined': 'The credit is declined: the order ends here.',
  'order.contract.sent': 'The contract was created and sent to be signed.',
  'order.signature.awaited': 'The contract waits for its signature.',
  'order.signature.signed': 'The contract is signed: the order can be created.',
  'order.signature.declined': 'The end customer did not sign.',
  'order.created': 'AT&T created the order.',
  'order.grouped': 'The order was put into a customer defined group.',
  'order.status.changed': 'AT&T’s status word for the order is another one; `after` has it as it is.',
  'order.business-account-name.changed':
    'The name by which AT&T is asked for the order’s status is known, or another one; `after` has it.',
  'order.installation-and-shipping.enriched': 'Installation and shipping details of a sub-order are in.',
  'order.installation.enriched': 'Installation details of a sub-order are in.',
  'order.shipping.enriched': 'Shipping details of a sub-order are in.',
  'order.port-reservation.enriched': 'The port of a sub-order is reserved.',
  'order.billing.enriched': 'Billing details of a sub-order are in.',
  'order.enrichment-records.present': 'AT&T shows enrichment records of a sub-order.',
  'order.handed-off': 'A sub-order was submitted to AT&T.',
  'order.completed': 'The order is completed.',
  'order.cancelled': 'The order is cancelled.',
  'order.fact-confirmed': 'AT&T’s answer shows what had been attested before: `fact` is now observed.',
  'order.fact-retracted':
    'An attestation was taken back; `after` has what is known of `fact` again, null when nothing is.',
  'order.note-added': 'A note was added to the order.',
  'order.document-added': 'A note that refers to a document was added to the order.',
  'order.overdue': 'What `fact` names should be known by now.',
  'order.gave-up': 'The gateway stopped asking AT&T for what `fact` names.',
  'order.changed': 'Something of the order changed that has no type of its own.',
} as const;

/** Sensitive changes of a line, once it is known that they were made. */
const subscriberTypes = {
  ...Object.fromEntries(
    Object.values(sensitiveChanges).map(({ happened, meaning }) => [`subscriber.${happened}`, meaning]),
  ),
  'subscriber.changed': 'Something of the line changed that has no type of its own.',
};

const requestTypes = {
  'request.unknown': 'AT&T may have carried the write out; the gateway finds out and sends nothing again.',
  'request.succeeded': 'A write that was answered 202 was carried out.',
  'request.rejected': 'AT&T refused a write that was answered 202. Nothing was changed.',
  'request.not-sent': 'Nothing was sent to AT&T of a write that was answered 202: its key is free.',
  'request.not-applied': 'A write that was answered 202 was not carried out: send it again under the same key.',
  'request.needs-attention': 'What became of the write cannot be found out by reading; a person has to.',
} as const;

const bulkWriteTypes = {
  'bulk-write.started': 'Every row is stored; from here on they are carried out.',
  'bulk-write.paused': 'No further row is begun; `reason` says why where nobody asked for it.',
  'bulk-write.resumed': 'Rows are carried out again.',
  'bulk-write.cancelled': 'No further row is begun, for good; those under way still get their result.',
  'bulk-write.ended': 'Every row has its result; `after` says whether it was cancelled before.',
  'bulk-write.changed': 'Something of the bulk write changed that has no type of its own.',
} as const;

const endpointTypes = {
  'webhook-endpoint.enabled': 'The endpoint is sent events again.',
  'webhook-endpoint.disabled': 'The endpoint is sent nothing any more; `reason` says why.',
  'webhook-endpoint.verification':
    'Asks one URL of an endpoint whether it wants events: answer with its `challenge`. Outside every sequence.',
  'webhook-endpoint.test': 'Sent on request to one endpoint to try it. Outside every sequence.',
} as const;

/** What can happen to port-ins alone. */
const portInTypes = {
  'port-in.note-added': 'A note was added to the port-in.',
  'port-in.document-added': 'A note that refers to a document was added to the port-in.',
} as const;

/** What can happen to a port-in, an activation or a PDP batch besides moving to another state. */
const progressTypes = {
  opened: 'It was asked for through the gateway and is followed from here on.',
  adopted: 'It was asked for outside the gateway and is followed from here on.',
  'details-changed': 'Dates, lines or the reason changed; the state is the same.',
  'change-done': 'AT&T carried out the change named in `change`.',
  unmapped: 'AT&T used a status word nobody knows; the state is as it was.',
  anomaly: 'AT&T reported a state that cannot follow; the state is as it was.',
  overdue: 'It should have been done by now.',
  'gave-up': 'The gateway stopped asking AT&T for it.',
  changed: 'Something of it changed that has no type of its own.',
} as const;

const progressTypesOf = (kind: LongRunningKind): [string, string][] => {
  const { noun } = longRunningRules[kind];
  const states = statesOf(longRunningRules[kind]).filter((state) => state !== unknownState);
  return [
    ...states.map((state): [string, string] => [`${kind}.${state}`, `The ${noun} is now ${state}.`]),
    ...Object.entries(progressTypes).map(([name, meaning]): [string, string] => [
      `${kind}.${name}`,
      meaning.replace(/^It /, `The ${noun} `).replace(' for it.', ` for the ${noun}.`),
    ]),
  ];
};

/** Every type an event can have, with what it means. Closed: one may be added, none changes its meaning. */
export const eventTypes: Readonly<Record<string, string>> = {
  ...orderTypes,
  ...Object.fromEntries(longRunningKinds.flatMap(progressTypesOf)),
  ...portInTypes,
  ...subscriberTypes,
  ...requestTypes,
  ...bulkWriteTypes,
  ...endpointTypes,
};

/** The type of what happened to a resource; `<kind>.changed` when it has none of its own, so that nothing goes untold. */
export const knownType = (kind: ResourceKind, happened: string): string => {
  const type = `${kind}.${happened}`;
  return Object.hasOwn(eventTypes, type) ? type : `${kind}.changed`;
};

/** Whether a filter like `order.credit.approved`, `order.*` or `*` names the type. */
export const isNamedBy = (filter: string, type: string): boolean =>
  filter === '*' || filter === type || (filter.endsWith('.*') && type.startsWith(filter.slice(0, -1)));

/** Whether the filter names any type at all. */
export const namesSomething = (filter: string): boolean =>
  Object.keys(eventTypes).some((type) => isNamedBy(filter, type));

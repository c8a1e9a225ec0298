import { webhookEndpoints } from '#platform/table/keys';
import { prefixesOf, type TableRight } from '#platform/table/table-rights';
import { ownRoutes, routeGroups } from '#routes/registry';
import { mostEntries } from '#tracking/timeline';
import { orderKey } from '#tracking/order/tracked-order';
import { putEvent, putLine, putLongRunning, putRecord, registered } from '../../support/own-route-items';
import { rightOn } from '../../support/granted-table';
import { ownRoutesRig, solutionProvider, type CallParts, type OwnRoutesRig } from '../../support/own-routes';
import { rightsUsed } from '../../support/route-handler';

/** Calls that go well, and between them do all that a group’s routes can do in the table. */
const scenarios: Record<(typeof routeGroups)[number]['id'], (rig: OwnRoutesRig) => Promise<void>> = {
  'records-read': async (rig) => {
    const requestId = `req_${'a'.repeat(32)}`;
    await putRecord(rig, requestId);
    await succeeds(rig, 'get-request', { path: { requestId } });
    await succeeds(rig, 'list-requests', { query: {} });
    await succeeds(rig, 'list-requests', { query: { quoteId: '0Q0' } });
    await succeeds(rig, 'search');
    await attested(rig);
    await succeeds(rig, 'list-order-notes');
    await putLongRunning(rig, 'port-in', 'PORT-1');
    await succeeds(rig, 'list-port-in-notes', { path: { id: 'PORT-1' } });
    await putLine(rig, subscriberNumber);
    await succeeds(rig, 'get-tracked-line', { path: { subscriberNumber } });
  },
  'orders-read': async (rig) => {
    await attested(rig);
    await stepInFlight(rig);
    await succeeds(rig, 'get-tracked-order');
    await stepDoneOfFull(rig);
    await succeeds(rig, 'get-tracked-order');
    await succeeds(rig, 'get-tracked-order', { query: { timelineBefore: '10' } });
    await succeeds(rig, 'list-tracked-orders', { query: {} });
    await succeeds(rig, 'list-tracked-orders', { query: { orderId: '801' } });
  },
  'long-running-read': async (rig) => {
    await cancelledPortIn(rig);
    await succeeds(rig, 'list-tracked-port-ins', { query: { subscriberNumber } });
    await succeeds(rig, 'list-tracked-port-ins', { query: {} });
    await succeeds(rig, 'get-tracked-port-in', { path: { id: 'PORT-1' }, query: { timelineBefore: '10' } });
    await putLongRunning(rig, 'service-activation', 'ACT-1');
    await succeeds(rig, 'get-tracked-activation', { path: { activationId: 'ACT-1' } });
    await succeeds(rig, 'list-tracked-activations', { query: {} });
    await putLongRunning(rig, 'pdp-provisioning', 'PDP-1');
    await succeeds(rig, 'get-tracked-pdp-provisioning', { path: { batchId: 'PDP-1' } });
    await succeeds(rig, 'list-tracked-pdp-provisionings', { query: {} });
  },
  'tracking-write': async (rig) => {
    await attested(rig);
    await stepInFlight(rig);
    await rig.table.update({ key: exampleKey(), set: { timeline: full(rig, { type: 'overdue' }) } });
    const body = { fact: 'order', value: 'created', program: 'apex', orderId: '801dx00000XWPy1AAH' };
    await succeeds(rig, 'attest-order-fact', { body });
    await succeeds(rig, 'retract-attestation', { body: { fact: 'order', actor: 'Kim Example', reason: 'wrong' } });
    // What one quote has given up, another may have.
    await succeeds(rig, 'attest-order-fact', { path: { quoteId: '0Q0-other' }, body });
    await succeeds(rig, 'add-order-note');
    await succeeds(rig, 'add-order-note');
    await putLongRunning(rig, 'port-in', 'PORT-1');
    await succeeds(rig, 'add-port-in-note', { path: { id: 'PORT-1' } });
  },
  'requests-resolve': async (rig) => {
    const requestId = `req_${'a'.repeat(32)}`;
    await putRecord(rig, requestId);
    await succeeds(rig, 'resolve-request', { path: { requestId } });
  },
  'events-read': async (rig) => succeeds(rig, 'list-events', { query: {} }),
  'webhooks-read': async (rig) => {
    const endpointId = await registered(rig);
    await succeeds(rig, 'list-webhook-endpoints');
    await succeeds(rig, 'list-webhook-endpoint-deliveries', { path: { endpointId } });
  },
  'webhooks-write': async (rig) => {
    const path = { endpointId: await registered(rig) };
    await succeeds(rig, 'create-webhook-endpoint');
    await succeeds(rig, 'update-webhook-endpoint', { path });
    const key = webhookEndpoints.key.of({ solutionProvider, ...path });
    const timeline = full(rig, { type: 'enabled', before: 'disabled', after: 'enabled' });
    await rig.table.update({ key, set: { timeline, enabled: true } });
    await succeeds(rig, 'update-webhook-endpoint', { path, body: { enabled: false } });
    await succeeds(rig, 'rotate-webhook-endpoint-secret', { path });
    await succeeds(rig, 'verify-webhook-endpoint', { path });
  },
  'webhooks-delete': async (rig) =>
    succeeds(rig, 'delete-webhook-endpoint', { path: { endpointId: await registered(rig) } }),
  'webhooks-send': async (rig) => {
    const endpointId = await registered(rig);
    await succeeds(rig, 'test-webhook-endpoint', { path: { endpointId } });
    await succeeds(rig, 'redeliver-event', { path: { eventId: await putEvent(rig) }, query: { endpointId } });
    await succeeds(rig, 'redeliver-event-range', { path: { endpointId } });
    expect((await rig.call('redeliver-event-range', { path: { endpointId } })).status).toBe(409);
  },
  'bulk-read': async (rig) => {
    const path = await submitted(rig);
    await succeeds(rig, 'list-bulk-writes', { query: {} });
    await succeeds(rig, 'get-bulk-write', { path });
    await succeeds(rig, 'list-bulk-write-rows', { path });
  },
  'bulk-change': async (rig) => succeeds(rig, 'update-bulk-write', { path: await submitted(rig) }),
  'bulk-create': async (rig) => {
    await submitted(rig);
  },
};

const succeeds = async ({ call }: OwnRoutesRig, route: string, parts?: CallParts): Promise<void> => {
  const { status, body } = await call(route, parts);
  expect([route, status < 300 ? 'succeeded' : body]).toEqual([route, 'succeeded']);
};

const attested = (rig: OwnRoutesRig): Promise<void> =>
  succeeds(rig, 'attest-order-fact', { body: { fact: 'credit', value: 'approved', program: 'apex' } });

const submitted = async ({ call }: OwnRoutesRig): Promise<{ bulkWriteId: string }> => ({
  bulkWriteId: String((await call('create-bulk-write')).body['id']),
});

/** A step of the example’s order that was not applied, which the order has not heard of. */
const stepInFlight = async (rig: OwnRoutesRig): Promise<void> => {
  const at = new Date(rig.clock.now()).toISOString();
  await rig.table.update({
    key: exampleKey(),
    setIn: { pending: { contract: { requestId: 'req-step', at } } },
  });
  await putRecord(rig, 'req-step', { outcome: 'not-applied' });
};

/** One that was done, of an order whose timeline is full. */
const stepDoneOfFull = async (rig: OwnRoutesRig): Promise<void> => {
  const at = new Date(rig.clock.now()).toISOString();
  await rig.table.update({
    key: exampleKey(),
    set: {
      timeline: full(rig, { type: 'overdue' }),
      movedEntries: 25,
      pending: { contract: { requestId: 'req-done', at } },
    },
  });
  const facts = [{ name: 'contract' as const, value: 'sent', provenance: 'observed' as const, at }];
  await putRecord(rig, 'req-done', { outcome: 'succeeded', learned: { facts } });
};

/** A timeline that has no room for another entry. */
const full = <E extends object>({ clock }: OwnRoutesRig, entry: E): (E & { at: string })[] =>
  Array.from({ length: mostEntries }, () => ({ at: new Date(clock.now()).toISOString(), ...entry }));

const exampleKey = () => {
  const { path } = ownRoutes.find(({ id }) => id === 'get-tracked-order')!.example.request;
  return orderKey(solutionProvider, String((path as Record<string, unknown>)['quoteId']));
};

const subscriberNumber = '2125550300';

/** A port-in whose cancellation AT&T has confirmed, which the port-in has not heard of, with its number’s lock. */
const cancelledPortIn = async (rig: OwnRoutesRig): Promise<void> => {
  const at = new Date(rig.clock.now()).toISOString();
  const name = `number:${subscriberNumber}`;
  await putLongRunning(rig, 'port-in', 'PORT-1', {
    guards: [name],
    timeline: full(rig, { type: 'overdue' as const }),
    movedEntries: 25,
    pending: { cancel: { requestId: 'req-cancel', at } },
  });
  await rig.table.put({ pk: `SP#${solutionProvider}`, sk: `OPEN-PORT-IN#${name}`, [name]: { itemId: 'PORT-1', at } });
  const observation = { state: 'cancelled', at, details: {} };
  await putRecord(rig, 'req-cancel', {
    outcome: 'succeeded',
    learned: { facts: [], progress: { kind: 'port-in', id: 'PORT-1', observation } },
  });
};

describe('what groups of own routes may do in the table', () => {
  it.each(routeGroups.map((group) => [group.id, group] as const))(
    '%s: what its routes do, and no more',
    async (id, { may }) => {
      await scenarios[id](await ownRoutesRig());
      const rights = Object.keys(may) as TableRight[]; // keys of the group’s rights
      const granted = rights.flatMap((right) => prefixesOf(may, right).map((kind) => rightOn(right, kind)));
      expect([...(rightsUsed.get(id) ?? [])].toSorted()).toEqual(granted.toSorted());
    },
  );
});

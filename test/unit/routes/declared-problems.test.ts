import type { ProblemCode } from '#domain/problems/problems';
import { ownRoutes } from '#routes/registry';
import { mostNotes } from '#tracking/note';
import { everyRoute, problemsOf } from '../../../tools/openapi/problem-responses';
import {
  putEvent,
  putLongRunning,
  putRecord,
  registered,
  spendSends,
  switchedOff,
  unanswered,
} from '../../support/own-route-items';
import { ownRoutesRig, solutionProvider, type OwnRoutesRig } from '../../support/own-routes';

type Provoke = (rig: OwnRoutesRig, route: string) => Promise<{ body: Record<string, unknown> }>;

const asInItsExample: Provoke = ({ call }, route) => call(route);

const again: Provoke = async ({ call }, route) => {
  expect((await call(route)).status).toBeLessThan(300);
  return call(route, { body: { text: 'something else' } });
};

const oneTooMany: Provoke = async ({ call }, route) => {
  for (let count = 0; count < mostNotes; count += 1)
    expect((await call(route, { key: `note-${count}` })).status).toBe(201);
  return call(route, { key: 'note-more' });
};

const withNotedOrder =
  (provoke: Provoke): Provoke =>
  async (rig, route) => {
    await rig.call('attest-order-fact', { body: { fact: 'credit', value: 'approved', program: 'apex' } });
    return provoke(rig, route);
  };

const withNotedPortIn =
  (provoke: Provoke): Provoke =>
  async (rig, route) => {
    const { path } = ownRoutes.find(({ id }) => id === route)!.example.request;
    await putLongRunning(rig, 'port-in', String((path as Record<string, unknown>)['id']));
    return provoke(rig, route);
  };

const onEndpointSwitchedOff: Provoke = async (rig, route) =>
  rig.call(route, { path: { endpointId: await switchedOff(rig) } });

const onUnansweredEndpoint: Provoke = async (rig, route) =>
  rig.call(route, { path: { endpointId: await unanswered(rig) } });

const withSendsSpent: Provoke = async (rig, route) => {
  await spendSends(rig);
  return rig.call(route, { path: { endpointId: await registered(rig), eventId: await putEvent(rig) } });
};

const ofStaleEndpoint: Provoke = async (rig, route) =>
  rig.call(route, { path: { endpointId: await registered(rig) }, headers: { 'If-Match': '"1"' } });

/** What every route answers with that declares it. */
const provokedAnywhere: Partial<Record<ProblemCode, Provoke>> = {
  'invalid-json': ({ call }, route) => call(route, { body: '{' }),
  'request-too-large': ({ call }, route) => call(route, { body: `{"a":"${'x'.repeat(7_000_000)}"}` }),
  'unsupported-media-type': ({ call }, route) => call(route, { headers: { 'Content-Type': 'application/xml' } }),
  'idempotency-key-required': ({ call }, route) => call(route, { key: null }),
  'solution-provider-read-only': ({ call }, route) =>
    call(route, { caller: { restricted: { disabled: [], readOnly: [solutionProvider] } } }),
  // The table is empty.
  'request-not-found': asInItsExample,
  'order-not-found': asInItsExample,
  'tracked-item-not-found': asInItsExample,
  'webhook-endpoint-not-found': asInItsExample,
  'event-not-found': asInItsExample,
  'bulk-write-not-found': asInItsExample,
  'line-not-found': asInItsExample,
  'webhook-endpoint-disabled': onEndpointSwitchedOff,
  'webhook-endpoint-unverified': onUnansweredEndpoint,
  'webhook-sending-limit': withSendsSpent,
};

/** What takes more, or another call, at one route. */
const provokedAt: Record<string, Partial<Record<ProblemCode, Provoke>>> = {
  'add-order-note': { 'note-limit': withNotedOrder(oneTooMany), 'idempotency-key-reused': withNotedOrder(again) },
  'add-port-in-note': { 'note-limit': withNotedPortIn(oneTooMany), 'idempotency-key-reused': withNotedPortIn(again) },
  'attest-order-fact': {
    'precondition-failed': withNotedOrder(({ call }, route) => call(route, { headers: { 'If-Match': '"99"' } })),
    'fact-already-known': withNotedOrder(async ({ call }, route) => {
      const at = '2026-03-05T09:00:00Z';
      await call(route, { body: { fact: 'signature', value: 'signed', at } });
      return call(route, { body: { fact: 'signature', value: 'declined', at: '2026-03-04T09:00:00Z' } });
    }),
    'attestation-limit': withNotedOrder(async ({ call }, route) => {
      const subOrderIds = Array.from({ length: 100 }, (_, index) => `801-${index}`);
      await call(route, { body: { fact: 'order', value: 'created', orderId: '801', subOrderIds } });
      return call(route, { body: { fact: 'handoff', value: 'done', subOrderId: '801-more' } });
    }),
  },
  'retract-attestation': {
    'precondition-failed': withNotedOrder(({ call }, route) => call(route, { headers: { 'If-Match': '"99"' } })),
    'fact-not-retractable': withNotedOrder(asInItsExample),
  },
  'resolve-request': {
    'request-settled': async (rig, route) => {
      const requestId = `req_${'a'.repeat(32)}`;
      await putRecord(rig, requestId, { outcome: 'succeeded' });
      return rig.call(route, { path: { requestId } });
    },
  },
  'create-webhook-endpoint': {
    'webhook-endpoint-limit': async (rig, route) => {
      for (let count = 0; count < 20; count += 1) await registered(rig);
      return rig.call(route);
    },
    'idempotency-key-reused': async ({ call }, route) => {
      await call(route);
      return call(route, { body: { url: 'https://other.example.com/' } });
    },
  },
  'update-webhook-endpoint': {
    'precondition-failed': ofStaleEndpoint,
    'webhook-sending-limit': async (rig, route) => {
      await spendSends(rig);
      const path = { endpointId: await registered(rig) };
      return rig.call(route, { path, body: { url: 'https://other.example.com/' } });
    },
  },
  'delete-webhook-endpoint': { 'precondition-failed': ofStaleEndpoint },
  'rotate-webhook-endpoint-secret': { 'precondition-failed': ofStaleEndpoint },
  'redeliver-event': {
    'webhook-endpoint-not-found': async (rig, route) =>
      rig.call(route, { path: { eventId: await putEvent(rig) }, query: { endpointId: `we_${'a'.repeat(16)}` } }),
    'webhook-endpoint-disabled': async (rig, route) =>
      rig.call(route, { path: { eventId: await putEvent(rig) }, query: { endpointId: await switchedOff(rig) } }),
    'webhook-endpoint-unverified': async (rig, route) =>
      rig.call(route, { path: { eventId: await putEvent(rig) }, query: { endpointId: await unanswered(rig) } }),
  },
  'redeliver-event-range': {
    'redelivery-running': async (rig, route) => {
      const path = { endpointId: await registered(rig) };
      expect((await rig.call(route, { path })).status).toBe(202);
      return rig.call(route, { path });
    },
  },
  'update-bulk-write': {
    'solution-provider-read-only': async ({ call }, route) => {
      const { body } = await call('create-bulk-write');
      const restricted = { disabled: [], readOnly: [solutionProvider] };
      const path = { bulkWriteId: String(body['id']) };
      return call(route, { path, body: { state: 'running' }, caller: { restricted } });
    },
    'bulk-write-ended': async ({ call }, route) => {
      const { body } = await call('create-bulk-write');
      const path = { bulkWriteId: String(body['id']) };
      expect((await call(route, { path, body: { state: 'cancelled' } })).status).toBe(200);
      return call(route, { path, body: { state: 'running' } });
    },
  },
  'create-bulk-write': {
    'invalid-csv': ({ call }, route) =>
      call(route, {
        body: 'no,such\ncolumn',
        query: { operation: 'change-rate-plan' },
        headers: { 'Content-Type': 'text/csv' },
      }),
    'operation-not-bound': ({ call, checks }, route) => {
      Object.assign(checks, {
        statusCode: 501,
        body: JSON.stringify({ code: 'operation-not-bound', detail: 'State it.' }),
      });
      return call(route);
    },
    'idempotency-key-reused': async ({ call }, route) => {
      expect((await call(route)).status).toBe(202);
      const row = { pathParameters: { subscriberNumber: '2125550199' }, body: { ratePlanCode: 'UNLIMITED-A' } };
      return call(route, { body: { operation: 'change-rate-plan', rows: [row] } });
    },
  },
};

describe('every problem an own route declares for itself', () => {
  const declared = ownRoutes.flatMap((route) =>
    [...problemsOf(route)].filter((code) => !everyRoute.includes(code)).map((code) => [route.id, code] as const),
  );

  it.each(declared)('%s answers with %s', async (route, code) => {
    const provoke = provokedAt[route]?.[code] ?? provokedAnywhere[code];
    if (!provoke) throw new Error(`${route} declares ${code}, and nothing here shows how it comes to that.`);
    expect((await provoke(await ownRoutesRig(), route)).body).toMatchObject({ code });
  });

  it('is provoked at no route that does not declare it', () => {
    const told = declared.map(([route, code]) => `${route} ${code}`);
    const provoked = Object.entries(provokedAt).flatMap(([route, codes]) =>
      Object.keys(codes).map((code) => `${route} ${code}`),
    );
    expect(provoked.filter((one) => !told.includes(one))).toEqual([]);
  });
});

import * as z from 'zod';
import { submissionSchema } from '#bulk/submission-schema';
import { writeOperationIds } from '#operations/listing';
import { operations, type OperationId } from '#operations/registry';
import { ownRoutes } from '#routes/registry';
import { anyDeployment, openApiDocument } from '../../tools/openapi/document';
import { exampleCall } from '../../tools/soak/example-call';
import { dynaliteClient } from '../support/dynalite-client';
import { gatewayRig, solutionProvider } from '../support/gateway-rig';
import { ownRoutesRig } from '../support/own-routes';
import { simulatedAtt } from '../../tools/simulator/in-process';
import { aTenant, apiBodyOf, resourcesOf, routes, synthesize } from './synthesized';

const { api, monitoring } = synthesize();

const everyId = routes.map(({ id }) => id).toSorted();
const ids = operations.map(({ id }) => id).toSorted();
const writes = operations.filter(({ idempotency }) => idempotency !== 'safe').map(({ id }) => id);

const paths = z.record(z.string(), z.record(z.string(), z.looseObject({ operationId: z.string() })));
const documented = z.looseObject({ paths }).parse(openApiDocument(anyDeployment)).paths;
const served = apiBodyOf(api).paths;

/** Values of the dimension `operation` of a template’s alarms. */
describe('an operation has one name', () => {
  it.each(routes.map((route) => [route.id, route] as const))(
    '%s: in the API document and in the API that is deployed',
    (id, { path, method }) => {
      const here = method.toLowerCase();
      expect([documented[path]?.[here]?.operationId, served[path]?.[here]?.operationId]).toEqual([id, id]);
    },
  );

  it('in no alarm and no metric of one: what is divided by operation is paid for by each', () => {
    const names = JSON.stringify(resourcesOf(monitoring, 'AWS::CloudWatch::Alarm'));
    expect(everyId.filter((id) => names.includes(`"${id}"`) || names.includes(`example-${id}-`))).toEqual([]);
  });

  it('in the bindings of tenants: every operation of AT&T’s, and nothing else', () => {
    const bindings = Object.fromEntries(ids.map((id) => [id, { method: 'POST' as const }]));
    expect(Object.keys(aTenant({ bindings }).bindings).toSorted()).toEqual(ids);
    for (const other of ['apexCreateQuote', 'apex_create_quote', 'search'])
      expect(() => aTenant({ bindings: { [other]: { method: 'POST' as const } } })).toThrow(
        `bindings.${other}: is not an operation`,
      );
  });

  it('in the submission of a bulk write: every one that changes something, and nothing else', () => {
    expect(submissionSchema.shape.operation.options).toEqual(writes);
  });

  const filters = ownRoutes.flatMap(({ id, request: { query } }) => {
    const filter: z.ZodType | undefined = query?.shape['operation'];
    return filter ? [[id, z.toJSONSchema(filter, { io: 'input' })['enum']] as const] : [];
  });
  it.each(filters)('in the parameter `operation` of %s', (_, names) => {
    expect(names).toEqual(writes);
    expect(writeOperationIds).toEqual(writes);
  });

  it('in every filter there is', () => {
    expect(filters.map(([id]) => id).toSorted()).toEqual(['create-bulk-write', 'list-bulk-writes', 'list-requests']);
  });
});

describe('in logs, metrics and the record of a call the name is the operation’s', () => {
  it.each(operations.map(({ id }) => id))('%s', async (id: OperationId) => {
    const rig = gatewayRig({ client: await dynaliteClient(), transport: simulatedAtt().transport, mode: 'advisory' });
    const { path, query, body } = exampleCall(id, solutionProvider);
    const example = { ...(path && { path }), ...(query && { query }), ...(body !== undefined && { body }) };
    const { headers } = await rig.call(id, { key: 'k', ...example });
    const counted = rig.metrics.emitted.filter(({ values }) => values.OperationCalls === 1);
    expect(counted.map(({ line }) => [line?.message, line?.facts.operation])).toEqual([['operation-answered', id]]);
    expect(counted.map(({ about }) => about.operation)).toEqual([id]);
    // A write may read before or after.
    for (const { facts } of rig.log.lines) expect(everyId).toContain(facts.operation);
    for (const { about } of rig.metrics.emitted) expect(everyId).toContain(about.operation);
    const record = headers['x-request-record'];
    expect(typeof record === 'string').toBe(writes.includes(id));
    if (typeof record === 'string')
      expect((await rig.request(record.replace('/v1/requests/', ''))).body['operation']).toBe(id);
  });

  it.each(ownRoutes.map(({ id }) => id))('%s', async (id) => {
    const { call, metrics } = await ownRoutesRig();
    await call(id);
    const told = metrics.emitted.map(({ about, line }) => [about.operation, line?.facts.operation]);
    expect(told).toEqual([[id, id]]);
  });
});

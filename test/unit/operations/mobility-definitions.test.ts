import * as fc from 'fast-check';
import type * as z from 'zod';
import { judge } from '#att/judge';
import type { Operation } from '#domain/define-operation';
import { examplesOf } from '#operations/registry';
import { mobilityOperations, type MobilityId } from '../../support/mobility-operations';

const all = mobilityOperations.map((operation) => [operation.id, operation] as const);
const everyOperation: readonly (readonly [(typeof all)[number][0], Operation])[] = all;

const examples = everyOperation.flatMap(([id, operation]) =>
  examplesOf[id].map((example) => [`${id}: ${example.name}`, operation, example] as const),
);

const answerOf = (status: number, body: unknown) => ({
  status,
  headers: {},
  text: typeof body === 'string' ? body : JSON.stringify(body),
});

const complaints = (schema: z.ZodType, value: unknown) => schema.safeParse(value).error?.issues ?? [];

describe.each(everyOperation)('%s', (id, operation) => {
  it('says in a few words what it is for, and what nobody can do without it', () => {
    expect(operation.summary.length).toBeLessThanOrEqual(60);
    expect(operation.impact).toMatch(/^Partners cannot .+\.$/);
  });

  it('reaches no real AT&T host until a tenant states one', () => {
    expect(operation.binding.baseUrls).toEqual({});
    expect(operation.binding.provenance).not.toBe('published');
    expect(operation.binding.source).toMatch(/not published|publishes neither/i);
  });

  it('needs the grant that fits: reads to read, writes to write', () => {
    expect(operation.family).toBe('mobility');
    expect(operation.scope).toBe(operation.idempotency === 'safe' ? 'mobility:read' : 'mobility:write');
  });

  it('checks every part of its route, and fills every placeholder of AT&T’s from it', () => {
    const named = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(Object.keys(operation.request.path?.shape ?? {})).toEqual(named);
    const wanted = [operation.binding.path, ...Object.values(operation.binding.bodyMembers ?? {})]
      .flatMap((template) => [...template.matchAll(/\{(\w+)\}/g)])
      .map(([, name]) => name);
    expect(named.toSorted()).toEqual(wanted.toSorted());
  });

  it('calls no answer a success that does not say so', () => {
    for (const text of ['', 'null', '{}', '[]', '""', 'true', '<html><body>OK</body></html>', '{"message":"OK"}']) {
      expect([text, judge(operation.success, answerOf(200, text)).outcome]).toEqual([text, 'unusable']);
    }
    expect(judge(operation.success, answerOf(204, '')).outcome).toBe('unusable');
  });
});

describe.each(examples)('example %s', (_, operation, { request, answer, provenance }) => {
  it('is a request the gateway takes', () => {
    for (const part of ['path', 'query', 'body'] as const) {
      const schema = operation.request[part];
      if (schema) expect([part, complaints(schema, request[part])]).toEqual([part, []]);
      else expect(request).not.toHaveProperty(part);
    }
  });

  it('has an answer of the documented shape that counts as done', () => {
    expect(complaints(operation.response, answer.body)).toEqual([]);
    expect(judge(operation.success, answerOf(answer.status, answer.body)).outcome).toBe('succeeded');
    expect(provenance).toBe('assumed');
  });

  it.each([
    ['isSuccess: false', { isSuccess: false }],
    ['SetError: true', { SetError: 'true' }],
    ['an error code', { errorCode: 'E100' }],
  ])('is a contradiction, of which nobody can tell what it means, when the same answer carries %s', (_flag, flag) => {
    const body = { ...(answer.body as Record<string, unknown>), ...flag };
    expect(judge(operation.success, answerOf(200, body)).outcome).toBe('unusable');
  });

  it('is not done when its status word is one of failure', () => {
    const body = { ...(answer.body as Record<string, unknown>), status: 'Failed' };
    expect(judge(operation.success, answerOf(200, body)).outcome).not.toBe('succeeded');
  });

  it('is a contradiction, too, when the same answer comes with an error status', () => {
    expect(judge(operation.success, answerOf(400, answer.body)).outcome).toBe('unusable');
    expect(judge(operation.success, answerOf(500, answer.body)).outcome).toBe('unusable');
  });

  it('keeps members of the answer that nobody knows yet', () => {
    const body = { ...(answer.body as Record<string, unknown>), addedByAttLater: { a: 1 } };
    expect(operation.response.parse(body)).toEqual(body);
  });

  it('shows the ids that tracking reads where the binding says they are', () => {
    for (const pointer of [operation.binding.idAt, operation.binding.statusAt]) {
      if (pointer === undefined) continue;
      expect(answer.body).toHaveProperty(pointer.slice(1).replaceAll('/', '.'), expect.any(String));
    }
  });
});

describe('what never counts as something else', () => {
  const byId = new Map<string, Operation>(everyOperation);
  const outcome = (id: string, body: unknown) => judge(byId.get(id)!.success, answerOf(200, body)).outcome;

  it('an activation, port-in or batch that failed is an answer, so that it can be read and corrected', () => {
    expect(outcome('get-service-activation', { requestId: 'ACT-1', requestStatus: 'rejected' })).toBe('succeeded');
    expect(outcome('get-port-in', { id: 'PORT-1', state: 'rejected' })).toBe('succeeded');
    expect(outcome('get-pdp-provisioning', { batchId: 'PDP-1', batchStatus: 'failed' })).toBe('succeeded');
  });

  it('a state nobody knows is read like any other', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (state) => {
        fc.pre(state.trim() !== '');
        expect(outcome('get-port-in', { id: 'PORT-1', state })).toBe('succeeded');
        expect(byId.get('get-port-in')!.response.safeParse({ id: 'PORT-1', state }).success).toBe(true);
        expect(
          byId.get('get-service-activation')!.response.safeParse({ requestId: '1', requestStatus: state }).success,
        ).toBe(true);
      }),
      { seed: 4, numRuns: 500 },
    );
  });

  it('a line change without a word of acceptance is not done, even when the number is echoed', () => {
    for (const [id, operation] of everyOperation) {
      if (operation.binding.bodyMembers?.action === undefined) continue;
      expect([id, outcome(id, { subscriberNumber: '2125550101' })]).toEqual([id, 'unusable']);
      expect([id, outcome(id, { subscriberNumber: '2125550101', status: 'In review' })]).toEqual([id, 'unusable']);
      expect([id, outcome(id, { subscriberNumber: '2125550101', status: 'Accepted' })]).toEqual([id, 'succeeded']);
    }
  });

  it('a refused cancellation of a port-in is a refusal', () => {
    expect(outcome('cancel-port-in', { id: 'PORT-1', state: 'rejected' })).toBe('rejected');
    expect(outcome('cancel-port-in', { id: 'PORT-1', state: 'confirmed' })).toBe('unusable');
  });

  it('a number change without the new number is not done', () => {
    expect(outcome('change-number', { subscriberNumber: '2125550101', status: 'Success' })).toBe('unusable');
  });
});

describe('line changes that share AT&T’s path', () => {
  it('are told apart by an action of their own', () => {
    const changes = everyOperation.map(([, { binding }]) => binding).filter(({ bodyMembers }) => bodyMembers?.action);
    expect(new Set(changes.map(({ bodyMembers }) => bodyMembers?.action)).size).toBe(changes.length);
    expect(new Set(changes.map(({ method, path }) => `${method} ${path}`)).size).toBe(1);
  });
});

describe('care with what can hurt', () => {
  const definitionOf = (id: MobilityId): Operation => everyOperation.find(([known]) => known === id)![1];

  it.each(['activate-service', 'change-number', 'create-billing-account', 'provision-pdp', 'request-port-in'] as const)(
    '%s makes something, so it asks for an idempotency key',
    (id) => {
      expect(definitionOf(id).idempotency).toBe('required');
    },
  );

  it('names every PIN, tax id and old account number as a secret', () => {
    const port = ['/oldServiceProvider/accountNumber', '/oldServiceProvider/pin', '/oldServiceProvider/taxId'];
    const secrets = everyOperation.map(([id, { secretMembers }]) => [id, secretMembers] as const);
    expect(Object.fromEntries(secrets)).toMatchObject({
      'request-port-in': port,
      'update-port-in': port,
      'cancel-port-in': port,
      'reset-voicemail': ['/pin'],
    });
  });
});

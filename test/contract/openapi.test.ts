import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import * as z from 'zod';
import { isVersioned } from '#api/open-call';
import { examplesOf, operations } from '#operations/registry';
import { ownRoutes } from '#routes/registry';
import { problemTypes } from '#domain/problems/problems';
import { anyDeployment, openApiDocument } from '../../tools/openapi/document';

const examples = z.record(z.string(), z.object({ value: z.unknown() }));
const media = z.record(z.string(), z.object({ schema: z.unknown(), examples }));
const parameter = z.looseObject({ name: z.string(), in: z.string(), required: z.boolean().optional() });
const reference = z.strictObject({ $ref: z.string() });
const response = z.looseObject({ description: z.string().min(1), content: media });

const operationObject = z.looseObject({
  operationId: z.string(),
  tags: z.array(z.string()),
  parameters: z.array(z.union([reference, parameter])),
  requestBody: z.object({ content: media }).loose().optional(),
  responses: z.record(z.string(), z.union([reference, response])),
  security: z.array(z.object({ oauth2: z.array(z.string()) })),
});

const documentSchema = z.looseObject({
  openapi: z.literal('3.1.0'),
  tags: z.array(z.object({ name: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), operationObject)),
  components: z.looseObject({
    schemas: z.record(z.string(), z.unknown()),
    // 304 has none.
    responses: z.record(z.string(), response.extend({ content: media.default({}) })),
    parameters: z.record(z.string(), parameter),
  }),
});

const raw = openApiDocument(anyDeployment);
const document = documentSchema.parse(raw);
const entries = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation, name: operation.operationId })),
);

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema(raw, 'openapi.json');
/** A schema of the document, its references followed. */
const validatorAt = (pointer: string) => ajv.compile({ $ref: `openapi.json#${pointer}` });

const pointerTo = (...keys: string[]): string =>
  keys.map((key) => `/${encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('');

const expectExamplesFit = (at: string, content: z.infer<typeof media>): void => {
  for (const [type, { examples: shown }] of Object.entries(content)) {
    const validate = validatorAt(at + pointerTo('content', type, 'schema'));
    for (const [name, { value }] of Object.entries(shown)) {
      expect({ at, name, fits: validate(value), errors: validate.errors }).toEqual({
        at,
        name,
        fits: true,
        errors: null,
      });
    }
  }
};

const resolved = (pointer: string): unknown =>
  pointer
    .replace(/^#\//, '')
    .split('/')
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((at, key) => z.record(z.string(), z.unknown()).parse(at)[key], raw);

describe('the OpenAPI document', () => {
  it('has every operation and every route of the gateway’s own, once', () => {
    const described = entries.map(({ path, method }) => `${method.toUpperCase()} ${path}`);
    const served = [...operations, ...ownRoutes].map(({ path, method }) => `${method} ${path}`);
    expect(described.toSorted()).toEqual(served.toSorted());
    expect(new Set(entries.map(({ name }) => name)).size).toBe(entries.length);
  });

  it('refers only to what it has', () => {
    const references = [...JSON.stringify(raw).matchAll(/"\$ref":"([^"]+)"/g)].map(([, pointer = '']) => pointer);
    expect(references.length).toBeGreaterThan(entries.length);
    for (const pointer of new Set(references))
      expect({ pointer, to: resolved(pointer) }).not.toEqual({ pointer, to: undefined });
  });

  it('has only schemas that are valid JSON Schema 2020-12', () => {
    for (const [name, schema] of Object.entries(document.components.schemas)) {
      expect({ name, valid: ajv.validateSchema(schema as object), errors: ajv.errors }).toMatchObject({
        name,
        valid: true,
      });
    }
  });

  it('has every problem code in its place', () => {
    const codes = new Map<string, string>();
    for (const [name, { content }] of Object.entries(document.components.responses)) {
      for (const code of Object.keys(content['application/problem+json']?.examples ?? {})) {
        expect(name.startsWith(`Problem${problemTypes[code as keyof typeof problemTypes].status}`)).toBe(true);
        codes.set(code, name);
      }
    }
    const elsewhere = ['route-not-found', 'method-not-allowed'];
    expect([...codes.keys(), ...elsewhere].toSorted()).toEqual(Object.keys(problemTypes).toSorted());
  });

  it.each(Object.entries(document.components.responses))(
    'shows problems of %s that fit its schema',
    (name, { content }) => {
      expectExamplesFit(pointerTo('components', 'responses', name), content);
    },
  );
});

describe.each(entries)('$method $path', ({ path, method, operation }) => {
  const at = pointerTo('paths', path, method);
  const parameters = operation.parameters.map((one) =>
    parameter.parse('$ref' in one && typeof one.$ref === 'string' ? resolved(one.$ref) : one),
  );

  it('names the parameters of its path, and requires them', () => {
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const declared = parameters.filter((one) => one.in === 'path');
    expect(declared.map(({ name }) => name)).toEqual(named);
    expect(declared.every(({ required }) => required === true)).toBe(true);
  });

  it('has a request and answers that fit their schemas', () => {
    if (operation.requestBody) expectExamplesFit(at + pointerTo('requestBody'), operation.requestBody.content);
    for (const [status, answer] of Object.entries(operation.responses)) {
      if ('content' in answer) expectExamplesFit(at + pointerTo('responses', status), response.parse(answer).content);
    }
  });

  it('has a tag that is explained and an answer when done', () => {
    for (const tag of operation.tags) expect(document.tags.map(({ name }) => name)).toContain(tag);
    expect(Object.keys(operation.responses).some((status) => status.startsWith('2'))).toBe(true);
    expect(operation.responses).toHaveProperty('401');
  });
});

describe('the truth about writes', () => {
  it.each(operations.map((operation) => [operation.id, operation] as const))(
    'is told of %s',
    (id, { path, method, idempotency }) => {
      const described = document.paths[path]?.[method.toLowerCase()];
      const references = JSON.stringify(described?.parameters);
      const wanted = { safe: null, optional: '/IdempotencyKey"', required: '/RequiredIdempotencyKey"' }[idempotency];
      if (wanted === null) expect(references).not.toContain('IdempotencyKey');
      else expect(references).toContain(wanted);
      const shown = Object.values(described?.responses ?? {}).flatMap((answer) =>
        'content' in answer ? Object.keys(response.parse(answer).content['application/json']?.examples ?? {}) : [],
      );
      expect(shown.length).toBeGreaterThanOrEqual(new Set(examplesOf[id].map(({ name }) => name)).size);
    },
  );
});

describe('the truth about versions', () => {
  const callable = [...operations, ...ownRoutes].map((route) => [route.id, route] as const);

  it.each(callable)('is told of %s', (_, route) => {
    const isVersionedWrite = 'binding' in route ? isVersioned(route) : route.takesIfMatch === true;
    const isTaggedRead = 'answersWithTag' in route && route.method === 'GET';
    const described = document.paths[route.path]?.[route.method.toLowerCase()];
    const references = JSON.stringify(described?.parameters);
    expect([references.includes('/IfMatch"'), '412' in (described?.responses ?? {})]).toEqual([
      isVersionedWrite,
      isVersionedWrite,
    ]);
    expect([references.includes('/IfNoneMatch"'), '304' in (described?.responses ?? {})]).toEqual([
      isTaggedRead,
      isTaggedRead,
    ]);
  });
});

import * as z from 'zod';
import type { BoundBinding } from '#att/upstream-request';
import { defineOperation } from '#domain/define-operation';
import type { Settings } from '#platform/settings';

const shared = { family: 'mobility', description: 'For tests.', impact: 'Nothing, it is for tests.' } as const;

/** A read with a path and a query parameter, whose 404 can be an answer. */
export const readThing = defineOperation({
  ...shared,
  id: 'read-thing',
  scope: 'mobility:read',
  summary: 'Read a thing',
  method: 'GET',
  path: '/v1/test/things/{thingId}',
  request: { path: z.object({ thingId: z.string().min(2) }), query: z.object({ color: z.string().optional() }) },
  response: z.looseObject({ thingId: z.string() }),
  binding: {
    domain: 'mobility',
    method: 'GET',
    path: '/things/{thingId}',
    provenance: 'assumed',
    baseUrls: {},
    source: 'Made up.',
  },
  success: {
    done: z.looseObject({ thingId: z.string() }),
    noneFound: /^no thing found\W*$/i,
  },
  idempotency: 'safe',
});

/** A write AT&T would carry out to the same end twice, so that it needs no key. */
export const writeThing = defineOperation({
  ...shared,
  id: 'write-thing',
  scope: 'mobility:write',
  summary: 'Write a thing',
  method: 'POST',
  path: '/v1/test/things',
  request: {
    body: z.looseObject({
      name: z.string(),
      size: z.number().optional(),
      parts: z.array(z.looseObject({ 'a/b~c': z.string() })).optional(),
      owner: z.union([z.looseObject({ id: z.string() }), z.array(z.string())]).optional(),
    }),
  },
  response: z.looseObject({ success: z.literal(true) }),
  binding: {
    domain: 'mobility',
    method: 'POST',
    path: '/things',
    provenance: 'assumed',
    baseUrls: {},
    source: 'Made up.',
  },
  success: { done: z.looseObject({ success: z.literal(true) }), refused: z.looseObject({ success: z.literal(false) }) },
  idempotency: 'optional',
  notReadBack: 'No read shows a thing that was written.',
});

export const boundBinding = (parts: Partial<BoundBinding> = {}): BoundBinding => ({
  baseUrl: 'https://att.example/base',
  method: 'POST',
  path: '/things',
  credentialHeaders: { clientId: 'client_id', clientSecret: 'client_secret' },
  ...parts,
});

export const testSettings = (parts: Partial<Settings> = {}): Settings => ({
  tenant: 'test',
  environment: 'uat',
  secretPrefix: 'test',
  source: undefined,
  bindings: {
    'read-thing': boundBinding({ method: 'GET', path: '/things/{thingId}' }),
    'write-thing': boundBinding(),
  },
  ...parts,
});

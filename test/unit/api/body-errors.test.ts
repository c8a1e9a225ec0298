import * as z from 'zod';
import { parseRequest } from '#api/parse-request';
import type { Operation } from '#domain/define-operation';
import type { FieldError } from '#domain/problems/problems';
import { gatewayEvent } from '../../support/gateway-event';
import { writeThing } from '../../support/operations';
import { problemOf } from '../../support/problem-of';

const errorsOf = (operation: Operation, parts: Parameters<typeof gatewayEvent>[0]): readonly FieldError[] =>
  problemOf(() => parseRequest(operation, gatewayEvent(parts))).details.errors ?? [];

describe('a body that lacks a member', () => {
  const place = z.looseObject({ zipCode: z.string(), zip4: z.string().optional() });
  const kinds = [
    z.looseObject({ kind: z.literal('a'), reason: z.string() }),
    z.looseObject({ kind: z.literal('b'), reasonCode: z.string() }),
  ] as const;
  const body = z.looseObject({
    name: z.string(),
    places: z.array(place).optional(),
    move: z.union(kinds).optional(),
  });
  const loose: Operation = { ...writeThing, request: { ...writeThing.request, body } };
  const [required, nearly] = ['is required', 'is required; a member beside it has nearly this name'];

  test.each<[string, object, string, string]>([
    ['is misspelt', { nam: 'x' }, '/name', nearly],
    ['is spelt otherwise', { Name: 'x' }, '/name', nearly],
    ['is misspelt further down', { name: 'x', places: [{ zipcod: '1' }] }, '/places/0/zipCode', nearly],
    ['is misspelt in a union', { name: 'x', move: { kind: 'a', reson: 'x' } }, '/move/reason', nearly],
    ['is not like any', { title: 'x' }, '/name', required],
    ['is beside one that may be there', { name: 'x', places: [{ zip4: '1' }] }, '/places/0/zipCode', required],
    ['is misspelt elsewhere', { name: 'x', zipCod: '1', places: [{}] }, '/places/0/zipCode', required],
    ['is another branch’s', { name: 'x', move: { kind: 'a', reasonCode: 'x' } }, '/move/reason', required],
  ])('that %s', (_, given, pointer, detail) => {
    expect(errorsOf(loose, { body: given })).toEqual([{ pointer, detail }]);
  });

  test('no name of the caller’s is quoted, which may hold a PIN', () => {
    expect(JSON.stringify(errorsOf(loose, { body: { 'name 47': 'x' } }))).toBe(
      JSON.stringify([{ pointer: '/name', detail: nearly }]),
    );
  });

  test('many that lack many cost little', () => {
    const places = Array.from({ length: 40_000 }, () => ({ zipCod: '1' }));
    const errors = errorsOf(loose, { body: { name: 'x', places } });
    expect(errors[0]?.detail).toBe(nearly);
    expect(errors.filter(({ detail }) => detail === nearly).length).toBeLessThan(100);
  });
});

import * as z from 'zod';
import { readCsv } from '#bulk/read-csv';
import { Problem } from '#domain/problems/problems';
import { problemOf } from '../../support/problem-of';

const operation = {
  request: {
    path: z.object({ lineId: z.string() }),
    body: z.looseObject({
      name: z.string(),
      count: z.int().optional(),
      amount: z.number().optional(),
      isUrgent: z.boolean().optional(),
      either: z.union([z.string(), z.number()]).optional(),
      literal: z.literal(true).optional(),
      people: z.array(z.looseObject({ first: z.string(), age: z.number().optional() })).optional(),
      address: z.looseObject({ zip: z.string(), 'a/b': z.string().optional() }).optional(),
    }),
  },
};

const bodiesOf = (csv: string) => readCsv(csv, operation).map(({ body }) => body);

describe('a CSV file', () => {
  it('has members, pointers, path parameters and references as columns', () => {
    const csv = '{reference},{lineId},name,/address/zip,/address/a~1b\nfirst,212,Kim,01234,x\n,213,"Lee, ""Pat""",,\n';
    expect(readCsv(csv, operation)).toEqual([
      {
        reference: 'first',
        pathParameters: { lineId: '212' },
        body: '{"name":"Kim","address":{"zip":"01234","a/b":"x"}}',
      },
      { pathParameters: { lineId: '213' }, body: '{"name":"Lee, \\"Pat\\""}' },
    ]);
  });

  it('has texts, and numbers and booleans where the operation wants them, with the digits they are written with', () => {
    const csv = 'name,count,amount,isUrgent,either,literal,unknown\n7,7,1.10,true,5,true,5\nx,seven,1e400,yes,,,\n';
    expect(bodiesOf(csv)).toEqual([
      '{"name":"7","count":7,"amount":1.10,"isUrgent":true,"either":"5","literal":true,"unknown":"5"}',
      '{"name":"x","count":"seven","amount":1e400,"isUrgent":"yes"}',
    ]);
  });

  it('has lists, which have no gaps', () => {
    const csv = '/people/0/first,/people/1/first,/people/1/age,/people/10/first\nKim,,,Lee\n,Pat,30,\n,,,\n';
    expect(bodiesOf(csv)).toEqual([
      '{"people":[{"first":"Kim"},{"first":"Lee"}]}',
      '{"people":[{"first":"Pat","age":30}]}',
      '{}',
    ]);
  });

  it('may have a byte order mark, line feeds with or without returns, and blank lines', () => {
    expect(bodiesOf('\ufeffname\r\nKim\r\n\r\nLee')).toEqual(['{"name":"Kim"}', '{"name":"Lee"}']);
  });

  it.each([
    ['', undefined],
    ['name,\nx,y\n', 'column 2'],
    ['name,/name\nx,y\n', 'column 2'],
    ['/address/zip,/address\nx,y\n', 'column 2'],
    ['{reference},{reference}\nx,y\n', 'column 2'],
    ['{number}\nx\n', 'column 1'],
    ['/__proto__/polluted\nx\n', 'column 1'],
    ['constructor\nx\n', 'column 1'],
    ['/a//b\nx\n', 'column 1'],
  ])('is refused with a header of %j', (csv, parameter) => {
    const { code, details } = problemOf(() => readCsv(csv, operation));
    expect(code).toBe('invalid-csv');
    if (parameter !== undefined) expect(details.errors).toEqual([{ parameter, detail: expect.any(String) }]);
  });

  it.each([['name,count\nsecret-4711\n'], ['name\n"secret-4711\n'], ['name\nx"secret-4711"\n']])(
    'that cannot be read is refused with the line and without what is in it: %j',
    (csv) => {
      const problem = problemOf(() => readCsv(csv, operation));
      expect(problem).toBeInstanceOf(Problem);
      expect(problem.details.detail).toMatch(/^Line \d+ cannot be read \([A-Z_]+\)\.$/);
      expect(JSON.stringify(problem.details)).not.toContain('4711');
    },
  );

  it('has no body where the operation takes none', () => {
    expect(readCsv('{lineId}\n212\n', { request: { path: operation.request.path } })).toEqual([
      { pathParameters: { lineId: '212' } },
    ]);
  });
});

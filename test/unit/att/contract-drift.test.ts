import fc from 'fast-check';
import * as z from 'zod';
import { shapeOf } from '#att/answer-shape';
import { conformsTo } from '#att/conforms';
import { createContractWatch } from '#att/contract-watch';
import { driftsOf } from '#att/drift';
import type { Operation } from '#domain/define-operation';
import { examplesOf, operations } from '#operations/registry';
import { recordingLog } from '../../support/fakes';
import { boundBinding, readThing } from '../../support/operations';

const schema = z.looseObject({
  id: z.string(),
  state: z.enum(['on', 'off']).optional(),
  lines: z.array(z.looseObject({ number: z.string(), active: z.boolean().nullable().optional() })).optional(),
  reason: z.union([z.string(), z.looseObject({ code: z.string() })]).optional(),
  prices: z.record(z.string(), z.number()).optional(),
  opaque: z.looseObject({}).optional(),
  anything: z.unknown().optional(),
});

/** A document, and the same with any one member left out, made a list, made null, or beside another one. */
const variantsOf = (document: unknown): unknown[] => {
  if (typeof document !== 'object' || document === null) return [document, null, [document], { document }];
  return [
    document,
    { ...document, other: 1 },
    ...Object.entries(document).flatMap(([name, member]: [string, unknown]) => [
      ...variantsOf(member).map((one) => withMember(document, name, one)),
      withMember(document, name, undefined),
    ]),
  ];
};

const withMember = (document: object, name: string, member: unknown): unknown => {
  const changed: unknown = Array.isArray(document)
    ? document.with(Number(name), member)
    : { ...document, [name]: member };
  return JSON.parse(JSON.stringify(changed));
};

const drift = (value: unknown): string[] => driftsOf(schema, value).map(({ kind, path }) => `${kind} ${path}`);

describe('how an answer differs from its documented shape', () => {
  it.each([
    [
      'as documented',
      { id: '1', state: 'on', lines: [{ number: '1', active: null }], reason: 'x', prices: { a: 1 } },
      [],
    ],
    ['only what has to be there', { id: '1' }, []],
    ['a value that is not among those listed, which is no matter of shape', { id: '1', state: 'half' }, []],
    ['a new member', { id: '1', color: 'red' }, ['unknown-member /color']],
    ['a member that is gone', { state: 'on' }, ['missing-member /id']],
    ['a renamed member', { Id: '1' }, ['missing-member /id', 'unknown-member /Id']],
    ['a number for a text', { id: 1 }, ['changed-type /id']],
    [
      'a new member in one of several lines',
      { id: '1', lines: [{ number: '1' }, { number: '2', x: 1 }] },
      ['unknown-member /lines/*/x'],
    ],
    ['an object for a list', { id: '1', lines: {} }, ['changed-type /lines']],
    ['either form of a reason', { id: '1', reason: { code: 'A' } }, []],
    ['neither form of a reason', { id: '1', reason: { code: 'A', more: 1 } }, ['unknown-member /reason/more']],
    ['another type in a map', { id: '1', prices: { a: 1, b: 'x' } }, ['changed-type /prices/*']],
    ['null where null was never seen', { id: null }, ['changed-type /id']],
    ['whatever is in a part AT&T does not describe', { id: '1', opaque: { a: { b: 1 } }, anything: [1] }, []],
    ['a list instead of an object', [], ['changed-type ']],
  ])('%s', (_, value, expected) => {
    expect(drift(value)).toEqual(expected);
  });

  it('is found only where a walk through it says so, whatever the schema', () => {
    const broken = fc
      .anything({ withNullPrototype: false, maxDepth: 2 })
      .map((value) => JSON.parse(JSON.stringify([value])) as unknown[]);
    for (const { response } of [{ response: schema }, ...operations]) {
      const conforms = conformsTo(response);
      fc.assert(
        fc.property(broken, ([value]) => conforms(value) === (driftsOf(response, value).length === 0)),
        { numRuns: 20 },
      );
    }
    for (const operation of operations) {
      const conforms = conformsTo(operation.response);
      for (const { answer } of examplesOf[operation.id]) {
        for (const body of variantsOf(answer.body))
          expect(conforms(body)).toBe(driftsOf(operation.response, body).length === 0);
      }
    }
  });

  it('never names a member that could be somebody’s number', () => {
    expect(drift({ id: '1', '2125550123': 1, 'kim@example.com': 1, 'Port Speed': 1 })).toEqual([
      'unknown-member /{name}',
      'unknown-member /{name}',
      'unknown-member /Port Speed',
    ]);
  });

  it('reads the schema of every operation, and finds nothing missing or changed in any example', () => {
    for (const { id, response } of operations) {
      for (const { answer } of examplesOf[id]) {
        const found = driftsOf(response, answer.body).filter(({ kind }) => kind !== 'unknown-member');
        expect([id, found]).toEqual([id, []]);
      }
    }
  });

  it('copes with any JSON for any schema', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(...operations), (value, { response }) => {
        expect(Array.isArray(driftsOf(response, value))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the shape of an answer', () => {
  it('has no values in it, and is the same for other values', () => {
    const shape = shapeOf({
      id: 'secret',
      lines: [{ number: '2125550123' }, { number: '2125550124' }],
      n: null,
      b: true,
    });
    expect(shape).toBe('{id:s,lines:[{number:s,}],n:0,b:b,}');
  });

  it('tells apart whatever the schema could tell apart', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        if (shapeOf(a) === shapeOf(b)) expect(drift(a).toSorted()).toEqual(drift(b).toSorted());
      }),
    );
  });
});

const callOf = (operation: Operation) => ({ operation, solutionProvider: 'SP-A', binding: boundBinding() });

describe('the watch', () => {
  const aWatch = () => {
    const log = recordingLog();
    return { log, watch: createContractWatch(log) };
  };

  it('says it of every answer that drifts, and logs each place once, without values', () => {
    const { log, watch } = aWatch();
    for (let times = 0; times < 3; times += 1)
      expect(watch(callOf(readThing), { thingId: `canary-${times}`, extra: 'canary' })).toBe(true);
    expect(log.lines.map(({ message, facts }) => [message, facts])).toEqual([
      [
        'contract-drift',
        { operation: 'read-thing', solutionProvider: 'SP-A', failure: 'unknown-member', member: '/extra' },
      ],
    ]);
    expect(JSON.stringify(log.lines)).not.toContain('canary');
  });

  it('is silent about what is as documented', () => {
    const { log, watch } = aWatch();
    expect([watch(callOf(readThing), { thingId: '1' }), log.lines]).toEqual([false, []]);
  });

  it('is silent about answers whose shape the tenant states', () => {
    const { watch } = aWatch();
    const stated = { answer: { members: { '/thingId': '/data/id' } } };
    expect(watch({ ...callOf(readThing), operation: { ...readThing, stated } }, { extra: '1' })).toBe(false);
    expect(watch(callOf(readThing), { extra: '1' })).toBe(true);
  });

  it('reads a schema once for each shape', () => {
    const { watch } = aWatch();
    let reads = 0;
    const response = new Proxy(readThing.response, {
      get: (target, name) => {
        if (name === '_zod') reads += 1;
        return Reflect.get(target, name) as unknown;
      },
    });
    for (let times = 0; times < 100; times += 1) watch(callOf({ ...readThing, response }), { thingId: String(times) });
    expect(reads).toBe(1);
  });

  it('does not fail for a schema it cannot read', () => {
    const { watch } = aWatch();
    // A schema that is none.
    expect(() => watch(callOf({ ...readThing, response: {} as never }), {})).not.toThrow();
  });
});

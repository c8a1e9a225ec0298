import fc from 'fast-check';
import { judge } from '#att/judge';
import { asStated } from '#domain/contract/as-stated';
import { isRequiredIn, needsOf } from '#domain/contract/needs';
import { ownAnswer, ownRequest } from '#domain/contract/own-shape';
import { answerStatementSchema, requestStatementSchema, type Stated } from '#domain/contract/statement';
import type { Operation } from '#domain/define-operation';
import { parseJson } from '#domain/json/parse-json';
import { textAt, valueAt } from '#domain/json/json-pointer';
import { secretsOf } from '#domain/masking/secrets';
import { storableRequest } from '#domain/masking/mask-echoes';
import { examplesOf, operationById, operations } from '#operations/registry';
import { wireAnswer } from '../../../support/fakes';
import { dialectOf } from '../../../support/dialect-of';

const all: readonly Operation[] = operations;
const examples = all.flatMap((operation) =>
  examplesOf[operation.id as keyof typeof examplesOf].map(
    (example) => [operation.id, example.name, operation, example] as const,
  ),
);

const stated = <O extends Operation>(operation: O, statement: Stated): O =>
  asStated({ [operation.id]: statement })(operation);
const answerOf = (statement: object) => answerStatementSchema.parse(statement);
const requestOf = (statement: object) => requestStatementSchema.parse(statement);

describe('an answer in another dialect', () => {
  // Where a sentence stands is stated otherwise.
  const documents = examples.filter(([, , , { answer }]) => !/no customer found/i.test(JSON.stringify(answer.body)));
  it.each(documents)('of %s is judged as the example is: %s', (_id, _name, operation, { answer }) => {
    const own = judge(operation.success, wireAnswer(answer.status, answer.body));
    for (const { members, document } of fc.sample(dialectOf(answer.body), 5)) {
      const other = stated(operation, { answer: answerOf({ members }) });
      const verdict = judge(other.success, wireAnswer(answer.status, document));
      expect(verdict.outcome).toBe(own.outcome);
      if (own.outcome !== 'succeeded' || verdict.outcome !== 'succeeded') continue;
      for (const pointer of needsOf(operation).answer)
        expect(textAt(ownAnswer(other, verdict.body), pointer)).toBe(textAt(own.body, pointer));
    }
  });

  const operation = operationById('request-port-in');
  const members = { '/id': '/transfer/no', '/state': { at: '/transfer/word', words: { IN_HAND: 'acknowledged' } } };
  const verdictOf = (statement: object, body: unknown, status = 200) =>
    judge(stated(operation, { answer: answerOf({ members, ...statement }) }).success, wireAnswer(status, body));
  const done = { transfer: { no: 900719925474099, word: 'IN_HAND' }, result: { code: '0000' } };
  const fault = { Fault: { faultcode: 'PRT-17', faultstring: 'Number not eligible' } };

  it('means what the tenant states that it means', () => {
    const rules = { done: [{ '/result/code': ['0000', 'S1'] }], refused: [{ '/Fault': true }] };
    expect(verdictOf(rules, done).outcome).toBe('succeeded');
    expect(verdictOf(rules, { ...done, result: { code: 's1 ' } }).outcome).toBe('succeeded');
    expect(verdictOf(rules, fault).outcome).toBe('rejected');
    // Neither, both, and done without the id by which it would be followed.
    expect(verdictOf(rules, { ...done, result: { code: '17' } }).outcome).toBe('unusable');
    expect(verdictOf(rules, { ...done, ...fault }).outcome).toBe('unusable');
    expect(verdictOf(rules, { ...done, transfer: { word: 'IN_HAND' } }).outcome).toBe('unusable');
    expect(verdictOf(rules, done, 500).outcome).toBe('unusable');
  });

  it('has AT&T’s usual flags of failure unless the tenant states which there are', () => {
    const flagged = { ...done, errorCode: 'S100' };
    expect(verdictOf({}, flagged).outcome).toBe('unusable');
    expect(verdictOf({ refused: [{ '/errorCode': ['E100'] }] }, flagged).outcome).toBe('succeeded');
  });

  it('says what is wrong where the tenant states that it says so', () => {
    const errors = [{ code: '/fault/code' }, { code: '/Fault/faultcode', message: '/Fault/faultstring' }];
    expect(verdictOf({ refused: [{ '/Fault': true }], errors }, fault)).toEqual({
      outcome: 'rejected',
      error: {
        format: '0 as the tenant states it',
        facts: { status: 200, code: 'PRT-17', message: 'Number not eligible' },
      },
    });
  });

  it('says that there is none by the sentence the tenant states', () => {
    const reader = stated(operationById('get-line-details'), {
      answer: answerOf({ noneFound: ['Keine Leitung (0).'], errors: [{ message: '/meldung/text' }] }),
    });
    expect(judge(reader.success, wireAnswer(404, 'keine leitung (0).')).outcome).toBe('succeeded');
    expect(judge(reader.success, wireAnswer(200, { meldung: { text: 'Keine Leitung (0).' } })).outcome).toBe(
      'succeeded',
    );
    expect(judge(reader.success, wireAnswer(404, 'keine leitung 00')).outcome).toBe('rejected');
  });
});

const writes = examples.filter(([, , { request }]) => request.body !== undefined);

describe('a request in another dialect', () => {
  it.each(writes)('to %s is taken as it is, and read as the example: %s', (_id, _name, operation, { request }) => {
    for (const { members, document } of fc.sample(dialectOf(request.body), 5)) {
      const other = stated(operation, { request: requestOf({ members }) });
      const text = JSON.stringify(document);
      expect(other.request.body!.safeParse(document).error?.issues).toBeUndefined();
      const own = ownRequest(other, { path: {}, query: {}, body: parseJson(text) }).body!;
      expect(own.text).toBe(text);
      for (const pointer of needsOf(operation).request)
        expect(textAt(own.value, pointer)).toBe(textAt(request.body, pointer));
    }
  });

  it.each(writes)(
    'to %s without what the gateway needs is refused where it is missing: %s',
    (_id, _name, operation, { request }) => {
      const required = needsOf(operation).request.filter((pointer) => isRequiredIn(operation.request.body!, pointer));
      for (const pointer of required) {
        const members = Object.fromEntries(required.map((one) => [one, `/other${one}`]));
        const { body } = stated(operation, { request: requestOf({ members }) }).request;
        const without = JSON.parse(JSON.stringify({ other: request.body })) as object;
        const parts = `/other${pointer}`.split('/').slice(1);
        const holder = valueAt(without, `/${parts.slice(0, -1).join('/')}`) as Record<string, unknown>;
        Reflect.deleteProperty(holder, parts.at(-1)!);
        expect(body!.safeParse(without).error?.issues.map(({ path }) => path)).toEqual([parts]);
      }
    },
  );

  it.each([[['a list']], ['a text'], [7], [null]])('is an object, not %j', (body) => {
    const other = stated(operationById('create-billing-account'), { request: requestOf({}) });
    expect(other.request.body!.safeParse(body).success).toBe(false);
    expect(other.request.body!.safeParse({ ban: 1 }).success).toBe(true);
  });

  it('is stored without its secrets, those the tenant states and those by their names, with what it is known by', () => {
    const other = stated(operationById('request-port-in'), {
      request: requestOf({ members: { '/subscriberNumber': '/line/ctn' }, secretMembers: ['/losing/*/acct'] }),
    });
    const body = {
      line: { ctn: '2125550120' },
      losing: [{ acct: 'canary-1' }],
      who: { SSN_Last4: 'canary-2', TransferPasscode: 'canary-3', 'tax id': 'canary-4', password: 'canary-5' },
      remark: 'The PIN is 482913.',
    };
    const kept = storableRequest({ text: JSON.stringify(body), value: body }, secretsOf(other));
    expect(kept).not.toMatch(/canary|482913/);
    expect(JSON.parse(kept)).toMatchObject({ line: { ctn: '2125550120' } });
  });
});

it('numbers are kept in clear under names that the statement has, and under no others', () => {
  const schema = { properties: { account: { properties: { ban: { type: 'string' } } } } };
  const other = stated(operationById('request-port-in'), {
    request: requestOf({ members: { '/subscriberNumber': '/line/ctn' }, schema }),
  });
  const body = { line: { ctn: '2125550120' }, account: { ban: '287300000002', other: '900012345' } };
  expect(JSON.parse(storableRequest({ text: JSON.stringify(body), value: body }, secretsOf(other)))).toEqual({
    line: { ctn: '2125550120' },
    account: { ban: '287300000002', other: '[secret]' },
  });
});

describe('operations as a contract states them', () => {
  it('have the operations that read for them as it states those', () => {
    const answer = answerOf({ members: { '/id': '/key', '/state': '/word' } });
    const write = asStated({ 'get-port-in': { answer } })(operationById('cancel-port-in'));
    expect(write.readBack?.by.stated).toEqual({ answer });
    expect(asStated({ 'get-port-in': { answer } })(operationById('request-port-in')).polledBy?.stated).toEqual({
      answer,
    });
  });

  it('are what they were where it states nothing', () => {
    for (const operation of all) {
      const same = asStated({})(operation);
      expect([same.request, same.success, same.secretMembers, same.stated]).toEqual([
        operation.request,
        operation.success,
        operation.secretMembers,
        undefined,
      ]);
    }
  });

  it.each(all.map((operation) => [operation.id, operation] as const))(
    '%s is said to be of an assumed shape if, and only if, AT&T prints none of its documents',
    (id, { binding }) => {
      const isPrinted = examplesOf[id as keyof typeof examplesOf].some(({ provenance }) => provenance !== 'assumed');
      expect(binding.shape).toBe(isPrinted ? undefined : 'assumed');
    },
  );
});

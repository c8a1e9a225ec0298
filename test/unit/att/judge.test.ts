import * as z from 'zod';
import { readError } from '#att/formats';
import { judge } from '#att/judge';
import type { SuccessRule } from '#domain/success-rule';
import { presentId } from '#operations/shared/answers';
import { wireAnswer } from '../../support/fakes';
import { readThing, writeThing } from '../../support/operations';

const anyObject: SuccessRule = { done: z.looseObject({}) };

describe('the forms in which AT&T says what went wrong', () => {
  test.each<[string, unknown, string, object]>([
    ['client id enforcement', { error: 'Invalid Client' }, '1', { message: 'Invalid Client' }],
    ['credit flags', { errorCode: 'C-1', logErrorMessage: 'No.' }, '2', { code: 'C-1', message: 'No.' }],
    ['credit flags without a text', { errorCode: 17, logErrorMessage: null }, '2', { code: '17' }],
    ['flow outcome', { status: 'Failed', statusMessage: 'No.' }, '3', { code: 'Failed', message: 'No.' }],
    ['flow outcome with a number', { status: 500, statusMessage: 'No.' }, '3', { code: '500', message: 'No.' }],
    ['e-sign step', { ESignIntegrationResponseStep: { description: 'No.' } }, '4', { message: 'No.' }],
    ['nested error', { error: { code: 'E', message: 'No.' } }, '5', { code: 'E', message: 'No.' }],
    ['nested error without members', { error: {} }, '5', {}],
    ['message', { message: 'No.' }, '6', { message: 'No.' }],
    ['message with a code', { code: 4, message: 'No.' }, '6', { code: '4', message: 'No.' }],
    ['status word', { status: 'Rejected' }, '7', { code: 'Rejected' }],
    ['an empty errorCode is none', { errorCode: '', message: 'No.' }, '6', { message: 'No.' }],
    ['a list of errors', [{ message: 'No.', errorCode: 'E' }], '10', { code: 'E', message: 'No.' }],
    ['a list of something else', [1], '8', {}],
    ['JSON null', null, '8', {}],
    ['a JSON string', 'No.', '8', {}],
    ['a member of the wrong type', { message: { a: 1 } }, '8', {}],
    ['no JSON', undefined, '9', {}],
  ])('%s', (_, body, number, facts) => {
    const error = readError(418, body);
    expect(error.format.split(' ')[0]).toBe(number);
    expect(error.facts).toEqual({ status: 418, ...facts });
  });

  test('are cut to a readable length', () => {
    const { facts } = readError(400, { code: 'c'.repeat(1_000), message: 'm'.repeat(100_000) });
    expect([facts.code?.length, facts.message?.length]).toEqual([500, 500]);
  });
});

describe('an answer outside 2xx', () => {
  test.each<[number, Record<string, string>, string]>([
    [401, {}, 'unauthorized'],
    [400, {}, 'rejected'],
    [403, {}, 'rejected'],
    [404, {}, 'rejected'],
    [405, {}, 'rejected'],
    [409, {}, 'rejected'],
    [422, {}, 'rejected'],
    [101, {}, 'unusable'],
    [408, {}, 'unusable'],
    [429, {}, 'unavailable'],
    [429, { 'retry-after': '1' }, 'unavailable'],
    [503, { 'retry-after': '1' }, 'unavailable'],
    [503, {}, 'unusable'],
    [500, {}, 'unusable'],
    [500, { 'retry-after': '1' }, 'unusable'],
    [502, {}, 'unusable'],
    [504, {}, 'unusable'],
    [301, {}, 'unusable'],
    [304, {}, 'unusable'],
  ])('%i %j is %s, whatever its body', (status, headers, outcome) => {
    for (const body of ['', '<html>', '{"success":false,"thingId":"x"}', '{"message":"x"}', '{"cut":']) {
      expect(judge(writeThing.success, wireAnswer(status, body, headers)).outcome).toBe(outcome);
    }
  });

  test.each([400, 401, 403, 404, 409, 422, 429, 500, 503])('%i whose body says done is a contradiction', (status) => {
    const answer = wireAnswer(status, { success: true, message: 'x' }, { 'retry-after': '1' });
    expect(judge(writeThing.success, answer).outcome).toBe('unusable');
  });

  test.each<[string, unknown]>([
    ['No thing found.', 'No thing found.'],
    ['"No thing found."', 'No thing found.'],
    ['{"message":"No thing found"}', { message: 'No thing found' }],
    ['{"status":"Failed","statusMessage":"no thing found."}', { status: 'Failed', statusMessage: 'no thing found.' }],
    ['[{"errorCode":"NONE","message":"No thing found."}]', [{ errorCode: 'NONE', message: 'No thing found.' }]],
  ])('can be the answer that there is none, where the operation says so: %s', (text, body) => {
    for (const status of [200, 404])
      expect(judge(readThing.success, wireAnswer(status, text))).toEqual({ outcome: 'succeeded', body, isNone: true });
    expect(judge(readThing.success, wireAnswer(400, text)).outcome).toBe('rejected');
    expect(judge(writeThing.success, wireAnswer(404, text)).outcome).toBe('rejected');
  });

  test.each([
    '{"message":"Not Found"}',
    '<html>No thing found.',
    '<p>No thing found.</p>',
    '',
    '[]',
    'null',
    '{"other":"No thing found."}',
  ])('is no such answer: %j', (text) => {
    expect(judge(readThing.success, wireAnswer(404, text)).outcome).toBe('rejected');
  });
});

describe('a 2xx', () => {
  test.each<[string, unknown]>([
    ['isSuccess false', { isSuccess: false }],
    ['isSuccess "false"', { isSuccess: 'False' }],
    ['a failed e-sign step', { ESignIntegrationResponseStep: { isSuccess: 'false' } }],
    ['SetError true', { SetError: true }],
    ['SetError "TRUE"', { SetError: 'TRUE' }],
    ['noErrorFlag false', { noErrorFlag: 'false' }],
    ['an error code', { errorCode: 'X-1' }],
    ['a numeric error code', { errorCode: 17 }],
    ['a status of 400 and more', { status: 500 }],
    ...['Failed', 'failure', 'ERROR', 'Rejected', 'Denied', 'Invalid request', 'Unsuccessful'].map(
      (word): [string, unknown] => [`the status ${word}`, { status: word }],
    ),
  ])('that says it failed is a refusal, and beside a sign that it is done a contradiction: %s', (_, body) => {
    const withId: SuccessRule = { done: z.looseObject({ thingId: presentId }) };
    expect(judge(withId, wireAnswer(200, body)).outcome).toBe('rejected');
    expect(judge(withId, wireAnswer(200, { ...(body as object), thingId: 'x' })).outcome).toBe('unusable');
  });

  test.each<[string, unknown]>([
    ['isSuccess true', { isSuccess: 'true' }],
    ['SetError false', { SetError: 'false' }],
    ['noErrorFlag true', { noErrorFlag: true }],
    ['an empty error code', { errorCode: '', noErrorFlag: 'true' }],
    ['a blank error code', { errorCode: ' ' }],
    ['a null error code', { errorCode: null }],
    ...[0, '0', '000', 'Success', 'SUCCESS', 'ok', 'none', 'N/A'].map((code): [string, unknown] => [
      `the error code ${JSON.stringify(code)}`,
      { errorCode: code },
    ]),
    ['the status Success', { status: 'Success' }],
    ['the status 200', { status: 200 }],
    ['a sentence of success', { status: 'Billing Account created successfully' }],
  ])('that says it worked is a success: %s', (_, body) => {
    expect(judge(anyObject, wireAnswer(200, body))).toEqual({ outcome: 'succeeded', body });
  });

  test.each<[string, string]>([
    ['empty', ''],
    ['HTML', '<!doctype html><p>Success</p>'],
    ['cut in the middle', '{"success":tr'],
    ['JSON of another shape', '{"thing":1}'],
    ['JSON null', 'null'],
    ['an array', '[]'],
  ])('that nobody can read is never called a success: %s', (_, text) => {
    for (const status of [200, 201, 202, 204]) {
      expect(judge(writeThing.success, wireAnswer(status, text)).outcome).toBe('unusable');
    }
  });

  test('is refused where the operation knows AT&T’s refusal', () => {
    expect(judge(writeThing.success, wireAnswer(200, { success: false })).outcome).toBe('rejected');
  });

  test('that holds both a success and a failure flag is unusable, because nobody can tell', () => {
    expect(judge(writeThing.success, wireAnswer(200, { success: true, errorCode: 'X' })).outcome).toBe('unusable');
  });

  test.each<[string, unknown]>([
    ['{"thingId":17}', 17],
    ['{"thingId":9007199254740993}', '9007199254740993'],
    ['{"thingId":-90071992547409931234}', '-90071992547409931234'],
    ['{"thingId":"9007199254740993"}', '9007199254740993'],
    ['{"thingId":1234567890.1234567890}', 1234567890.123456789],
  ])('may have its id as a number, and no digit is lost: %s', (text, thingId) => {
    const withId: SuccessRule = { done: z.looseObject({ thingId: presentId }) };
    expect(judge(withId, wireAnswer(200, text))).toEqual({ outcome: 'succeeded', body: { thingId } });
  });
});

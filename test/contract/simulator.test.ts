import { readError } from '#att/formats';
import { examplesOf, operations } from '#operations/registry';
import { startSimulator, type Simulator } from '../../tools/simulator/simulator';
import {
  attHeaders,
  control,
  lookUp,
  lookupPath,
  requestsOf,
  sampleLookup,
  send,
  sendExample,
} from '../support/simulator-client';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
beforeEach(() => control(simulator, 'POST reset'));
afterAll(() => simulator.close());

const answerOf = (text: string): unknown => JSON.parse(text);
const at = (address: object, accountName = 'Pecan'): unknown => ({ accountName, address });

describe('every example of every operation, asked the way the gateway asks AT&T', () => {
  const cases = operations.flatMap(({ id }) => examplesOf[id].map((example) => ({ id, name: example.name, example })));

  it.each(cases)('$id: “$name” gets its answer exactly', async ({ id, example }) => {
    const { status, text } = await sendExample(simulator, id, example);
    expect({ status, body: answerOf(text) }).toEqual({ status: example.answer.status, body: example.answer.body });
    expect((await requestsOf(simulator)).at(-1)).toMatchObject({ operation: id, solutionProvider: '10006' });
  });
});

describe('AT&T’s door', () => {
  it.each(['client_id', 'client_secret', 'x-trace-id'])('answers 400 in JSON when %s is missing', async (name) => {
    const { [name]: _, ...headers } = attHeaders();
    const { status, text } = await lookUp(simulator, sampleLookup, headers);
    expect(status).toBe(400);
    expect(answerOf(text)).toEqual({ code: '400', message: `Required header ${name} is missing` });
  });

  it('asks no trace id of Mobility, whose pages name none', async () => {
    const { 'x-trace-id': _, ...headers } = attHeaders('10006', 'mobility');
    const { status } = await send(`${simulator.url}/mobility/sp/mobility/equipment/api/v1/catalog`, {
      method: 'GET',
      headers,
    });
    expect(status).not.toBe(400);
  });

  it.each([
    ['a wrong secret', { client_secret: 'demo-secret-ordering-alliance-10068' }],
    ['an unknown client', { client_id: 'somebody' }],
    ['the credentials of another family', attHeaders('10067', 'mobility')],
    ['the credentials of two Solution Providers', { client_id: 'demo-ordering-alliance-10006' }],
  ])('answers 401 Invalid Client to %s', async (_, headers) => {
    const { status, text } = await lookUp(simulator, sampleLookup, { ...attHeaders(), ...headers });
    expect(status).toBe(401);
    expect(answerOf(text)).toEqual({ error: 'Invalid Client' });
    expect(readError(status, answerOf(text)).format).toMatch(/^1 /);
  });

  it.each([
    ['404', '/end-customer/nothing-here', 'POST'],
    ['404', '/nowhere', 'GET'],
    ['405', lookupPath, 'PUT'],
  ])('answers %s at %s to %s', async (status, path, method) => {
    expect((await send(simulator.url + path, { method, headers: attHeaders() })).status).toBe(Number(status));
  });

  it.each([
    ['400 to a body that is not JSON', 400, '{"accountName":', {}],
    ['400 to no body', 400, '', {}],
    ['415 to a form', 415, 'accountName=Texas', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['400 to a body without what the operation needs', 400, '{"accountName":"Texas"}', {}],
  ])('answers %s', async (_, expected, body, headers) => {
    const answer = await send(simulator.url + lookupPath, { headers: { ...attHeaders(), ...headers }, body });
    expect(answer.status).toBe(expected);
    expect(answerOf(answer.text)).toMatchObject({ code: String(expected) });
  });

  it('takes the pair AT&T is rotating to and refuses the old one from the moment it is told to', async () => {
    const [solutionProvider, family] = ['10067', 'ordering-alliance'];
    const old = { client_id: 'demo-ordering-alliance-10067', client_secret: 'demo-secret-ordering-alliance-10067' };
    const fresh = { client_id: 'rotated-id', client_secret: 'rotated-secret' };
    const state = (pair: typeof old, accepted: boolean): Promise<unknown> =>
      control(simulator, 'POST credentials', {
        solutionProvider,
        family,
        clientId: pair.client_id,
        clientSecret: pair.client_secret,
        accepted,
      });
    await state(fresh, true);
    await state(old, false);
    expect((await lookUp(simulator, sampleLookup, { ...attHeaders(), ...fresh })).status).toBe(200);
    expect((await lookUp(simulator, sampleLookup, { ...attHeaders(), ...old })).status).toBe(401);
    expect(await requestsOf(simulator)).toMatchObject([
      { solutionProvider, clientId: 'rotated-id', secretMatches: true, answerStatus: 200 },
      { solutionProvider, secretMatches: false, answerStatus: 401 },
    ]);
  });
});

describe('the Alliance end-customer lookup', () => {
  it('finds AT&T’s three records for AT&T’s sample, whatever the order of its members', async () => {
    const { address, accountName } = sampleLookup;
    const { text } = await lookUp(simulator, {
      address: Object.fromEntries(Object.entries(address).reverse()),
      accountName,
    });
    expect(answerOf(text)).toEqual(examplesOf['alliance-look-up-end-customer'][0].answer.body);
  });

  it.each([
    ['a name nobody has', { city: 'Houston', state: 'TX', zipCode: '77002' }, 'Nobody At All'],
    ['the right name in another city', { city: 'Dallas', state: 'TX', zipCode: '77002' }],
    ['the right name in another ZIP', { city: 'Houston', state: 'TX', zipCode: '77003' }],
    ['the right name in another street', { street: 'Oak', city: 'Houston', state: 'TX', zipCode: '77002' }],
    ['a name of two letters', { city: 'Houston', state: 'TX', zipCode: '77002' }, 'Pe'],
    ['a name JavaScript knows', { city: 'Houston', state: 'TX', zipCode: '77002' }, 'constructor'],
  ])('says “No customer found.” to %s', async (_, address, name = 'Pecan') => {
    const { status, text } = await lookUp(simulator, at(address, name));
    expect({ status, body: answerOf(text) }).toEqual({ status: 200, body: { message: 'No customer found.' } });
  });

  it('matches name and street loosely, city, state and ZIP exactly', async () => {
    const { text } = await lookUp(
      simulator,
      at({ street: 'pecan', city: 'HOUSTON', state: 'tx', zipCode: '77002' }, 'street b'),
    );
    expect(answerOf(text)).toMatchObject([
      { accountName: 'Pecan Street Bakery' },
      { accountName: 'Pecan Street Books' },
    ]);
  });

  const address = { street: '1 Elm', city: 'Austin', state: 'TX', zipCode: '78701' };
  it.each([
    ['No Match', { message: 'No customer found.' }],
    ['ATT Only', [{ allianceStatus: 'ATT ONLY', accountAddress: { city: 'Austin' } }]],
    ['Newer Shape', [{ endCustomerName: 'Newer Shape Incorporated', address: { Country: 'USA', city: 'Austin' } }]],
    ['Many Results', Array.from({ length: 5 }, (_, index) => ({ accountName: `Many Results ${index + 1}` }))],
  ])('answers the magic name “%s” as documented', async (name, expected) => {
    expect(answerOf((await lookUp(simulator, at(address, name))).text)).toMatchObject(expected);
  });

  it('shows a customer in the state a test put it into', async () => {
    const set = {
      kind: 'alliance-end-customer',
      solutionProvider: '10067',
      key: '0013g00000cAlmDAAQ',
      set: { exception: 'Y' },
    };
    expect((await control(simulator, 'POST state', set)).status).toBe(200);
    const criteria = at({ city: 'San Antonio', state: 'TX', zipCode: '78205' }, 'Alamo');
    expect(answerOf((await lookUp(simulator, criteria)).text)).toMatchObject([{ exception: 'Y' }]);
    expect(answerOf((await lookUp(simulator, criteria, attHeaders('10006'))).text)).toMatchObject([
      { exception: 'NA' },
    ]);
  });
});

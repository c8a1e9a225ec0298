import '../support/function-environment';
import fc from 'fast-check';
import { TransportError, type Transport } from '#att/transport';
import { answerStatementSchema, requestStatementSchema, type Contract } from '#domain/contract/statement';
import { textAt } from '#domain/json/json-pointer';
import { getTrackedPortIn } from '#routes/long-running/get-tracked-port-in';
import { inOurWords, inTheirWords, numericId, textOf, words, type Row } from '../../tools/simulator/dialects/members';
import { demoCredentials } from '../../tools/simulator/credentials';
import { dynaliteClient } from '../support/dynalite-client';
import { gatewayEvent, lambdaContext } from '../support/gateway-event';
import { gatewayRig, solutionProvider } from '../support/gateway-rig';
import { portInOf } from '../support/mobility-world';
import { boundBinding } from '../support/operations';
import { routeHandler } from '../support/route-handler';
import { simulatedAtt, simulatedUrl } from '../../tools/simulator/in-process';

/** A member’s place: nested, in lists, under names as carriers have them. */
const place = fc
  .array(fc.constantFrom('order', 'PortRequest', 'line-item', 'x.y', 'characteristic/0', 'Übertrag'), {
    minLength: 0,
    maxLength: 3,
  })
  .map((tokens) => tokens.map((token) => `/${token}`).join(''));

const requestPointers = [
  '/subscriberNumber',
  '/billingAccountNumber',
  '/oldServiceProvider/name',
  '/oldServiceProvider/accountNumber',
  '/oldServiceProvider/pin',
  '/accountHolder',
  '/billingZip',
  '/requestedStartDate',
];
const answerPointers = ['/id', '/state', '/subscriberNumber', '/requestedStartDate'];

const rowsOf = (pointers: readonly string[]): fc.Arbitrary<Row[]> =>
  fc
    .array(place, { minLength: pointers.length, maxLength: pointers.length })
    .map((places) => pointers.map((own, index): Row => [own, `${places[index]}/m${index}`]));

/** How one made-up AT&T writes port-ins. */
const dialects = fc.record({
  request: rowsOf(requestPointers),
  answer: rowsOf(answerPointers),
  hasNumbers: fc.boolean(),
  suffix: fc.constantFrom('', '_X', ' (2)'),
  isLost: fc.boolean(),
});
type Dialect = typeof dialects extends fc.Arbitrary<infer D> ? D : never;

const numbers = numericId('PORT-', '77000001', 10);

const states = ['acknowledged', 'pending', 'confirmed', 'completed'];

/** The simulated AT&T behind a translation that has nothing to do with the gateway’s own. */
const attOf = ({ request, answer, hasNumbers, suffix }: Dialect) => {
  const att = simulatedAtt();
  const stateWords = Object.fromEntries(states.map((state) => [state, `${state.toUpperCase()}${suffix}`]));
  const rows = answer.map(([own, their]): Row => {
    if (own === '/id' && hasNumbers) return [own, their, numbers];
    return own === '/state' ? [own, their, words(stateWords)] : [own, their];
  });
  const credentials = demoCredentials('mobility', solutionProvider);
  const sent: (string | undefined)[] = [];
  const wire = { loses: false };
  const transport: Transport = async (asked, deadlineMs) => {
    sent.push(asked.body);
    const body = asked.body === undefined ? undefined : inOurWords(request, JSON.parse(asked.body));
    const id = String(numbers.ours(asked.url.pathname.split('/').at(-1)));
    const path = asked.method === 'POST' ? '/portabilityOrder' : `/portabilityOrder/${id}`;
    const told = await att.transport(
      {
        method: asked.method,
        url: new URL(`${simulatedUrl}/mobility${path}`),
        headers: {
          client_id: credentials.clientId,
          client_secret: credentials.clientSecret,
          'content-type': 'application/json',
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      },
      deadlineMs,
    );
    if (wire.loses) throw new TransportError('reset', true);
    return told.status < 300 ? { ...told, text: JSON.stringify(inTheirWords(rows, JSON.parse(told.text))) } : told;
  };
  return { att, transport, sent, wire, stateWords };
};

const contractOf = ({ request, answer, suffix }: Dialect): Contract => {
  const at = Object.fromEntries(answer.map(([own, their]) => [own, their]));
  const stateWords = Object.fromEntries(states.map((state) => [`${state.toUpperCase()}${suffix}`, state]));
  const answers = answerStatementSchema.parse({
    members: { ...at, '/state': { at: at['/state'], words: stateWords } },
  });
  const members = Object.fromEntries(request.map(([own, their]) => [own, their]));
  const secretMembers = ['/oldServiceProvider/accountNumber', '/oldServiceProvider/pin'].map((own) => members[own]);
  return {
    'request-port-in': { request: requestStatementSchema.parse({ members, secretMembers }), answer: answers },
    'get-port-in': { answer: answers },
  };
};

const bindings = {
  'request-port-in': boundBinding({ baseUrl: simulatedUrl, method: 'POST', path: '/ports' }),
  'get-port-in': boundBinding({ baseUrl: simulatedUrl, method: 'GET', path: '/ports/{portInId}' }),
};

it('whatever the dialect: AT&T gets what came in, does it once, and the gateway knows what AT&T knows or that it does not', async () => {
  await fc.assert(
    fc.asyncProperty(dialects, async (dialect) => {
      const { att, transport, sent, wire, stateWords } = attOf(dialect);
      const now = (): number => att.simulation.world.clock.now().getTime();
      const rig = gatewayRig({
        client: await dynaliteClient(),
        transport,
        bindings,
        contract: contractOf(dialect),
        now,
      });
      const body = inTheirWords(dialect.request, portInOf('2125550188'));
      wire.loses = dialect.isLost;
      const first = await rig.call('request-port-in', { body, key: 'k-1' });
      expect(sent).toEqual([JSON.stringify(body)]);
      wire.loses = false;
      const again = await rig.call('request-port-in', { body, key: 'k-1' });
      const other = await rig.call('request-port-in', { body, key: 'k-2' });
      expect(other.status).toBe(409);
      expect(att.simulation.effects.all().map(({ count }) => count)).toEqual([1]);
      if (dialect.isLost) {
        expect([first.status, first.body['outcome'], again.status]).toEqual([202, 'unknown', 202]);
        return;
      }
      expect([first.status, again.text]).toEqual([201, first.text]);
      const own = textAt(att.calls[0]!.answer.body, '/id')!;
      const id = dialect.hasNumbers ? textOf(numbers.theirs(own)) : own;
      const caller = { solutionProviders: [solutionProvider], scopes: ['tracking:read' as const] };
      const tracked = async (): Promise<unknown> => {
        const event = gatewayEvent({ method: 'GET', path: { id }, caller });
        return JSON.parse((await routeHandler(getTrackedPortIn, rig)(event, lambdaContext())).body);
      };
      expect(await tracked()).toMatchObject({ id, state: 'submitted', subscriberNumber: '2125550188' });
      att.simulation.world.clock.advance('P40D');
      const read = await rig.call('get-port-in', { path: { portInId: id } });
      expect(read.text).toContain(JSON.stringify(stateWords['completed']));
      expect(await tracked()).toMatchObject({ state: 'completed' });
    }),
    { numRuns: 30 },
  );
});

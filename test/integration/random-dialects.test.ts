import '../support/function-environment';
import fc from 'fast-check';
import { asStated } from '#domain/contract/as-stated';
import { textAt } from '#domain/json/json-pointer';
import { operationById, type OperationId } from '#operations/registry';
import { reconcile } from '#requests/reconcile';
import { getTrackedPortIn } from '#routes/long-running/get-tracked-port-in';
import { lines } from '../../tools/simulator/behaviours/mobility/lines';
import { inTheirWords, numericId, textOf } from '../../tools/simulator/dialects/members';
import { bulkRig } from '../support/bulk-rig';
import { numbersOf } from '../support/bulk-writes';
import { dynaliteClient } from '../support/dynalite-client';
import { gatewayEvent, lambdaContext } from '../support/gateway-event';
import { lateRig, respondAsync } from '../support/late-rig';
import { gatewayRig, solutionProvider, type Answer } from '../support/gateway-rig';
import { madeUpAtt, statementsOf, type MadeUpKind } from '../support/made-up-att';
import { blanks, madeUpDialects, spellings, type MadeUpDialect } from '../support/made-up-dialect';
import { portInOf } from '../support/mobility-world';
import { routeHandler } from '../support/route-handler';

/** More of them: `DIALECTS=1000 npx jest --selectProjects integration --testPathPattern random-dialects`. */
const runs = Number(process.env['DIALECTS'] ?? 30);

jest.setTimeout(60_000 + runs * 1_000);

/** A gateway at an AT&T that nobody has seen before. */
const onStage = async (dialect: MadeUpDialect, kind: MadeUpKind) => {
  const { att, ...wired } = madeUpAtt(dialect, kind);
  const now = (): number => att.simulation.world.clock.now().getTime();
  const client = await dynaliteClient();
  const { contract, bindings } = statementsOf(dialect, kind);
  const rig = gatewayRig({ client, transport: wired.transport, bindings, contract, now });
  const operationOf = (id: string) => asStated(contract)(operationById(id as OperationId));
  return {
    ...{ att, rig, ...wired },
    effects: () => att.simulation.effects.all().map(({ count }) => count),
    /** What becomes of a write nobody knew the outcome of. */
    outcomeOf: async ({ body }: Answer) => {
      const record = await rig.requests.find(String(body['requestId']));
      att.simulation.world.clock.advance('PT1H');
      const bindingOf = ({ id }: { id: string }) => bindings[id];
      await reconcile({ ...rig, operationOf, bindingOf, wireNow: () => Date.now() + 3_600_000 }, record!);
      return rig.requests.find(String(body['requestId']));
    },
  };
};

/** What everybody may rely on, whatever AT&T’s words: one effect at most, and an outcome that is true or not known. */
const expectTruth = async (
  { sent, effects, outcomeOf, wire }: Awaited<ReturnType<typeof onStage>>,
  { course, signs }: MadeUpDialect,
  first: Answer,
  call: (key: string, blanks?: string) => Promise<Answer>,
  isLine = false,
) => {
  wire.isPlayed = false;
  const again = await call('k-1', '\r\n ');
  const isKnown = course === 'done' || course === 'refused';
  expect(again.headers['idempotency-replayed']).toBe(isKnown ? 'true' : undefined);
  expect(sent).toHaveLength(1);
  expect(effects()).toEqual(course === 'refused' ? [] : [1]);
  if (course === 'refused') {
    expect([first.status, first.body['code'], again.status]).toEqual([422, 'upstream-rejected', 422]);
    const upstream = { code: expect.stringMatching(/\w/) as unknown, message: expect.stringMatching(/\w/) as unknown };
    expect(first.body['upstream']).toMatchObject(upstream);
    return;
  }
  // Of a line the state is what keeps a second change from being made: by what is known of it here, or at AT&T.
  const other = await call('k-2');
  expect([409, ...(isLine ? [422] : [])]).toContain(other.status);
  expect([sent.length, effects()]).toEqual([other.status === 409 ? 1 : 2, [1]]);
  if (course === 'done') {
    expect([first.status < 300, again.text]).toEqual([true, first.text]);
    expect(first.text).toContain(JSON.stringify(signs.done[1]));
    return;
  }
  expect([first.status, first.body['outcome'], again.status]).toEqual([202, 'unknown', 202]);
  const record = await outcomeOf(first);
  expect(['succeeded', 'unknown', 'needs-attention']).toContain(record?.outcome);
  expect(effects()).toEqual([1]);
};

const portInMembers = [
  '/subscriberNumber',
  '/billingAccountNumber',
  '/oldServiceProvider/name',
  '/oldServiceProvider/accountNumber',
  '/oldServiceProvider/pin',
  '/accountHolder',
  '/billingZip',
  '/requestedStartDate',
];
const shown = ['/id', '/state', '/subscriberNumber', '/requestedStartDate', '/orderDate'];
const portInStates = ['acknowledged', 'pending', 'sent', 'confirmed', 'inProgress', 'completed'];

const portIns: MadeUpKind = {
  addresses: {
    'request-port-in': { method: 'POST', path: '/ports' },
    'get-port-in': { method: 'GET', path: '/ports/{portInId}' },
    'list-port-ins': { method: 'GET', path: '/ports', isList: true, queryNames: { subscriberNumber: 'line no' } },
  },
  listAt: '/portIns',
  wordsAt: ['/state'],
  idPrefix: 'PORT-',
  secretMembers: ['/oldServiceProvider/accountNumber', '/oldServiceProvider/pin'],
};

const portInDialects = madeUpDialects({ request: portInMembers, answer: shown, element: shown }, portInStates);

it('whatever the dialect of port-ins: AT&T gets what came in, does it once, and the gateway knows what AT&T knows or that it does not', async () => {
  const seen = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(portInDialects, spellings, async (dialect, spell) => {
      const stage = await onStage(dialect, portIns);
      const { att, rig, sent } = stage;
      const number = dialect.course === 'refused' ? '2125550197' : '2125550188';
      const document = inTheirWords(dialect.request, portInOf(number)) as object;
      const body = spell(document);
      const call = (key: string, blanks = '') => rig.call('request-port-in', { body: blanks + body, key });
      const first = await call('k-1');
      expect(sent).toEqual([body]);
      await expectTruth(stage, dialect, first, call);
      seen.set(dialect.course, (seen.get(dialect.course) ?? 0) + 1);
      if (dialect.course !== 'done') return;

      const own = textAt(att.calls[0]!.answer.body, '/id')!;
      const id = dialect.idDigits === undefined ? own : textOf(numericId('PORT-', dialect.idDigits, 10).theirs(own));
      const caller = { solutionProviders: [solutionProvider], scopes: ['tracking:read' as const] };
      const tracked = async (): Promise<unknown> => {
        const event = gatewayEvent({ method: 'GET', path: { id }, caller });
        return JSON.parse((await routeHandler(getTrackedPortIn, rig)(event, lambdaContext())).body);
      };
      expect(await tracked()).toMatchObject({ id, state: 'submitted', subscriberNumber: '2125550188' });
      const listed = await rig.call('list-port-ins', { query: { subscriberNumber: '2125550188' } });
      expect([listed.status, listed.text]).toEqual([200, expect.stringContaining(id) as unknown]);
      att.simulation.world.clock.advance('P40D');
      const read = await rig.call('get-port-in', { path: { portInId: id } });
      expect(read.text).toContain(JSON.stringify(dialect.words['completed']![1]));
      await expectSoon(tracked, { state: 'completed' });
    }),
    { numRuns: runs, endOnFailure: process.env['DIALECTS'] === undefined },
  );
  expect([...seen.keys()].toSorted()).toEqual(['contradicted', 'done', 'lost', 'refused']);
});

/** What a caller reads at AT&T may be recorded a moment later. */
const expectSoon = async (look: () => Promise<unknown>, what: object): Promise<void> => {
  for (let looks = 0; looks < 40; looks += 1) {
    const found = await look();
    if (JSON.stringify({ ...(found as object), ...what }) === JSON.stringify(found)) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(await look()).toMatchObject(what);
};

const lineKind: MadeUpKind = {
  addresses: {
    'suspend-subscriber': { method: 'PUT', path: '/lines/{subscriberNumber}', bodyMembers: { 'to do': 'BAR' } },
    'get-line-details': {
      ...{ method: 'GET', path: '/lines', isList: true },
      queryNames: { subscriberNumber: 'no.', sim: 'iccid', imei: 'imei' },
    },
  },
  listAt: '/lines',
  wordsAt: ['/status', '/lineStatus'],
  idPrefix: 'LINE-',
};

const lineDialects = madeUpDialects(
  {
    request: ['/reasonCode'],
    answer: ['/status', '/lineStatus', '/subscriberNumber'],
    element: ['/subscriberNumber', '/status', '/statusDate'],
  },
  ['Success', 'active', 'suspended'],
);

/** What the statement has AT&T get beside what came in: behind its last member. */
const withMember = (body: string): string => {
  const end = body.lastIndexOf('}');
  return `${body.slice(0, end)},"to do":"BAR"${body.slice(end)}`;
};

it('whatever the dialect of lines: a line is suspended once, and the gateway knows what AT&T knows or that it does not', async () => {
  await fc.assert(
    fc.asyncProperty(lineDialects, spellings, async (dialect, spell) => {
      const stage = await onStage(dialect, lineKind);
      const { att, rig, sent } = stage;
      const status = dialect.course === 'refused' ? 'cancelled' : 'active';
      att.simulation.world.set(lines, solutionProvider, '2125550150', {
        ...{ billingAccountNumber: '287300000002', status },
      });
      const document = inTheirWords(dialect.request, { reasonCode: 'Lost' }) as object;
      const body = spell(document);
      const path = { subscriberNumber: '2125550150' };
      const call = (key: string, blanks = '') => rig.call('suspend-subscriber', { path, body: blanks + body, key });
      const first = await call('k-1');
      expect(sent).toEqual([withMember(body)]);
      await expectTruth(stage, dialect, first, call, true);
      if (dialect.course === 'refused') return;
      const read = await rig.call('get-line-details', { query: path });
      expect(read.text).toContain(JSON.stringify(dialect.words['suspended']![1]));
    }),
    { numRuns: runs, endOnFailure: process.env['DIALECTS'] === undefined },
  );
});

it('whatever the dialect: what a worker sends later is what came in', async () => {
  await fc.assert(
    fc.asyncProperty(portInDialects, spellings, async (dialect, spell) => {
      const { transport, sent } = madeUpAtt({ ...dialect, course: 'done' }, portIns);
      const late = lateRig({ client: await dynaliteClient(), transport, ...statementsOf(dialect, portIns) });
      const body = spell(inTheirWords(dialect.request, portInOf('2125550188')) as object);
      const { status } = await late.rig.call('request-port-in', { body, key: 'k-1', headers: respondAsync });
      expect([status, sent]).toEqual([202, []]);
      await late.deliver();
      expect(sent).toEqual([body]);
    }),
    { numRuns: runs, endOnFailure: process.env['DIALECTS'] === undefined },
  );
});

it('whatever the dialect: rows of a bulk write are sent as they are written in it, each once', async () => {
  const threeSpellings = fc.tuple(spellings, spellings, spellings);
  await fc.assert(
    fc.asyncProperty(lineDialects, threeSpellings, blanks, async (dialect, spells, blank) => {
      const { att, transport, sent } = madeUpAtt({ ...dialect, course: 'done' }, lineKind);
      const rig = await bulkRig({ att: { ...att, transport }, stated: statementsOf(dialect, lineKind) });
      const numbers = numbersOf(spells.length);
      rig.seedLines(numbers);
      const document = inTheirWords(dialect.request, { reasonCode: 'Lost' }) as object;
      const bodies = spells.map((spell) => spell(document));
      const rows = numbers.map(
        (number, row) =>
          `{"pathParameters":{"subscriberNumber":"${number}"},${blank}"body":${blank}${bodies[row]}${blank}}`,
      );
      const { status } = await rig.submit({
        body: `${blank}{"rows":${blank}[${rows.join(`,${blank}`)}],"operation":"suspend-subscriber"}`,
      });
      await rig.run();
      expect(status).toBe(202);
      expect(sent.toSorted()).toEqual(bodies.map((body) => withMember(body.trim())).toSorted());
    }),
    { numRuns: runs, endOnFailure: process.env['DIALECTS'] === undefined },
  );
});

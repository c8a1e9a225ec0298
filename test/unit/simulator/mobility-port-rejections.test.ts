import { rejectionExplanations } from '#domain/mobility/port-rejection-explanations-table';
import { portRejections as catalogue } from '#domain/mobility/port-rejections';
import { portRejections } from '../../../tools/simulator/behaviours/mobility/port-rejections';
import { createMobilityWorld, portInOf, type MobilityWorld, type Told } from '../../support/mobility-world';

let at: MobilityWorld;
beforeEach(() => {
  at = createMobilityWorld();
});

const request = (number: string): string => {
  const { status, body } = at.ask('request-port-in', { body: portInOf(number) });
  expect({ status, state: body.state }).toEqual({ status: 201, state: 'acknowledged' });
  return body.id as string;
};
const read = (portInId: string): Told['body'] => at.ask('get-port-in', { path: { portInId } }).body;
const patch = (portInId: string, body: object): Told => at.ask('update-port-in', { path: { portInId }, body });
const codeOf = ({ stateReason }: Told['body']): unknown => (stateReason as { code?: string } | undefined)?.code;

const correction: Readonly<Record<string, object>> = {
  '/oldServiceProvider/accountNumber': { oldServiceProvider: { accountNumber: '900054321' } },
  '/oldServiceProvider/pin': { oldServiceProvider: { pin: '739105' } },
  '/oldServiceProvider/taxId': { oldServiceProvider: { taxId: '4321' } },
  '/billingZip': { billingZip: '10002' },
  '/accountHolder/name': { accountHolder: { name: { firstName: 'Kimberly' } } },
  '/accountHolder/address': { accountHolder: { address: { unit: 'Suite 5' } } },
  '/billingTelephoneNumber': { billingTelephoneNumber: '2145550100' },
  '/subscriberNumber': { subscriberNumber: '2145550120' },
  '/requestedStartDate': { requestedStartDate: '2026-11-20T15:30:00+0000' },
};
const cureOf = (curedBy: (typeof portRejections)[number]['curedBy']): object =>
  typeof curedBy === 'string' ? { note: [{ text: 'Once more.' }] } : correction[curedBy[0]!]!;

describe.each(portRejections)('a number that ends in $ending', ({ code, ending, state, curedBy }) => {
  const rejected = (): string => {
    const id = request(`214555${ending}`);
    at.advance('P2D');
    if (curedBy !== 'time') expect(read(id)).toMatchObject({ state, stateReason: { code } });
    return id;
  };

  it(`is rejected with ${code} and completes once it is cured`, () => {
    const id = request(`214555${ending}`);
    at.advance('PT8H59M');
    expect(read(id)).toMatchObject({ state, stateReason: { code } });
    const answer = patch(id, cureOf(curedBy));
    expect(answer).toMatchObject({ status: 200, outcome: 'succeeded', body: { id, state: 'pending' } });
    at.advance('P12D');
    const done = read(id);
    expect(done.state).toBe('completed');
    expect(done.stateReason).toBeUndefined();
    const lines = at.ask('get-line-details', { query: { subscriberNumber: done.subscriberNumber as string } }).body
      .lines;
    expect(lines).toMatchObject([{ status: 'active', billingAccountNumber: '287300000002' }]);
  });

  if (Array.isArray(curedBy)) {
    it('is rejected again when something else or nothing new is sent', () => {
      const id = rejected();
      const same = { oldServiceProvider: { accountNumber: '900012345', pin: '482913' }, billingZip: '10001' };
      for (const wrong of [{ description: 'Please hurry' }, same]) {
        expect(patch(id, wrong)).toMatchObject({ status: 200, body: { state: 'pending' } });
        at.advance('PT3H');
        expect(read(id).state).toBe('pending');
        at.advance('PT2H');
        expect(read(id)).toMatchObject({ state, stateReason: { code } });
      }
      patch(id, cureOf(curedBy));
      at.advance('P12D');
      expect(read(id).state).toBe('completed');
    });

    it('stays rejected for ever when nothing is sent', () => {
      const id = rejected();
      at.advance('P300D');
      expect(codeOf(read(id))).toBe(code);
    });
  }

  if (curedBy === 'time') {
    it('is settled by AT&T and the old carrier within three days, whatever is sent', () => {
      const [left, touched] = [request(`214555${ending}`), request(`646555${ending}`)];
      at.advance('PT9H');
      expect([codeOf(read(left)), codeOf(read(touched))]).toEqual([code, code]);
      patch(touched, { billingZip: '10002' });
      at.advance('P5D');
      expect([read(left).state, read(touched).state]).toEqual(['completed', 'completed']);
    });
  }
});

describe('the rejections', () => {
  it('are those of the gateway’s catalogue, code by code', () => {
    expect(portRejections.map(({ code }) => code).toSorted()).toEqual(catalogue.map(({ code }) => code).toSorted());
  });

  it.each(catalogue)('$code completes with the catalogue’s own example PATCH', ({ code }) => {
    const { ending } = portRejections.find((rejection) => rejection.code === code)!;
    const id = request(`214555${ending}`);
    at.advance('PT9H');
    expect(codeOf(read(id))).toBe(code);
    patch(id, rejectionExplanations[code]!.examplePatch);
    at.advance('P30D');
    expect(read(id).state).toBe('completed');
  });

  it('of two causes come one after the other', () => {
    const id = request('2145550186');
    at.advance('P1D');
    expect(codeOf(read(id))).toBe('PASSCODE_PIN_INVALID');
    patch(id, { oldServiceProvider: { pin: '739105' } });
    at.advance('P1D');
    expect(codeOf(read(id))).toBe('POSTAL_CODE_MISMATCH');
    patch(id, { oldServiceProvider: { pin: '111222' } });
    at.advance('P1D');
    expect(codeOf(read(id))).toBe('POSTAL_CODE_MISMATCH');
    patch(id, { billingZip: '10002' });
    at.advance('P3D');
    expect(read(id).state).toBe('completed');
  });

  it('never show a PIN, an account number or a tax id', () => {
    const id = request('2145550142');
    at.advance('P1D');
    patch(id, { oldServiceProvider: { pin: '739105' } });
    expect(JSON.stringify(read(id))).not.toMatch(/739105|482913|900012345|1234"/);
  });
});

import fc from 'fast-check';
import { guidanceFor } from '#operations/alliance-look-up-end-customer/guidance';
import { examplesOf } from '#operations/registry';
import { dynaliteClient } from '../../support/dynalite-client';
import { wireAnswer } from '../../support/fakes';
import { gatewayRig } from '../../support/gateway-rig';

/** API Gateway takes 10,240 bytes of response headers altogether. */
const mostBytes = 4_096;

const record = fc.record({
  allianceStatus: fc.constantFrom('OPPORTUNITY', 'ATT ONLY', 'Other', undefined),
  loaStatus: fc.constantFrom('Y', 'N', undefined),
  accountStatus: fc.constantFrom('Active', 'Inactive', undefined),
});

it('fits into a header, however many matches there are, and says how many it leaves out', () => {
  fc.assert(
    fc.property(fc.array(record, { maxLength: 300, size: 'max' }), (answer) => {
      const { matches, moreMatches = 0, outcome } = guidanceFor(answer);
      expect(JSON.stringify(guidanceFor(answer)).length).toBeLessThanOrEqual(mostBytes);
      expect(matches.length + moreMatches).toBe(answer.length);
      expect(outcome).toBe(answer.length > 0 ? 'found' : 'none-found');
    }),
  );
});

it('leaves out the least promising', () => {
  const answer = [
    ...Array.from({ length: 100 }, () => ({ allianceStatus: 'ATT ONLY' })),
    { allianceStatus: 'OPPORTUNITY' },
  ];
  const { matches, moreMatches } = guidanceFor(answer);
  expect(moreMatches).toBe(81);
  expect(matches[0]).toMatchObject({ index: 100, eligibility: 'eligible' });
});

it.each([
  [404, 'No customer found.', '"No customer found."'],
  [200, '"No customer found."', '"No customer found."'],
  [200, '{"statusMessage":"No customer found."}', '{"statusMessage":"No customer found."}'],
  [200, '[]', '[]'],
])('tells a caller that there is none, in JSON, when AT&T answers %i %s', async (status, written, told) => {
  const rig = gatewayRig({
    client: await dynaliteClient(),
    transport: () => Promise.resolve(wireAnswer(status, written)),
  });
  const [{ request }] = examplesOf['alliance-look-up-end-customer'];
  const { spId: _spId, ...body } = request.body as { spId?: string };
  const answer = await rig.call('alliance-look-up-end-customer', { body });
  expect([answer.status, answer.text]).toEqual([200, told]);
  expect(JSON.parse(String(answer.headers['x-answer-guidance']))).toMatchObject({ outcome: 'none-found' });
});

it('names first what may be sold to, and of those what needs least before', () => {
  const customer = (allianceStatus: string, loaStatus: string, accountStatus: string) => ({
    allianceStatus,
    loaStatus,
    accountStatus,
  });
  const { matches } = guidanceFor([
    customer('ATT ONLY', 'Y', 'Active'),
    customer('OPPORTUNITY', 'N', 'Inactive'),
    customer('OTHER', 'Y', 'Active'),
    customer('OPPORTUNITY', 'N', 'Active'),
    customer('OPPORTUNITY', 'Y', 'Inactive'),
    customer('OPPORTUNITY', 'Y', 'Active'),
  ]);
  expect(matches.map(({ index }) => index)).toEqual([5, 3, 4, 1, 2, 0]);
});

import '../../support/function-environment';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inOwnShape } from '#domain/contract/own-shape';
import { operationById } from '#operations/registry';
import { loadTenant } from '../../../lib/config/load-tenant';
import { check } from '../../../tools/contract/check/check';
import { isContradicted, reportOf } from '../../../tools/contract/check/report';
import { tenants } from '../../support/stated-contract';
import { temporaryDirectory } from '../../support/temporary-directory';

/** What the check says of activations where nothing is stated of some reads. */
const reportedWithout = async (...reads: string[]) => {
  const directory = temporaryDirectory('tenants-');
  cpSync(tenants, directory, { recursive: true });
  for (const read of reads) rmSync(join(directory, 'tincan', 'contract', `${read}.json`));
  const [checked] = await check(await loadTenant('tincan', directory), directory, 'activate-service');
  return { text: reportOf(checked!), isWrong: isContradicted(checked!) };
};

it.each([
  [[], /polled to the end by get-service-activation, a lost answer found out by list-service-activations$/],
  [
    ['list-service-activations'],
    /a lost answer found out by get-line-details\n {2}not proven: AT&T’s id of what a call with a lost answer made: get-line-details does not show it$/,
  ],
  [
    ['list-service-activations', 'get-line-details'],
    /not proven: what becomes of it: list-service-activations, get-line-details is not bound$/,
  ],
])('without %j', async (reads, line) => {
  expect(await reportedWithout(...reads)).toEqual({ text: expect.stringMatching(line) as unknown, isWrong: false });
});

it('an AT&T that answers with one activation and no list can be stated', () => {
  const each = { '/requestId': '/no', '/requestDate': '/taken', '/device/sim': '/iccid' };
  const sim = '89014103200000007777';
  const answer = inOwnShape(
    { '/activations': { at: '', each } },
    { no: 4711, taken: '2026-11-05T09:00:02+0000', iccid: sim },
  );
  const body = { device: { imei: '352099000001061', sim } };
  const request = { path: {}, query: {}, body: { value: body, text: JSON.stringify(body) } };
  const rule = operationById('activate-service').readBack!;
  const sent = { at: '2026-11-05T09:00:00.000Z' };
  expect(rule.verdict(answer, request, sent)).toBe('applied');
  expect(rule.answer?.(answer, request, sent)).toMatchObject({ requestId: 4711 });
});

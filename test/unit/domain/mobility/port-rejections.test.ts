import { operation as requestPortIn } from '#operations/request-port-in/operation';
import { operation as updatePortIn } from '#operations/update-port-in/operation';
import { documented as requestExamples } from '#operations/request-port-in/examples';
import { explainRejections } from '#domain/mobility/explain-rejections';
import { rejectionExplanations } from '#domain/mobility/port-rejection-explanations-table';
import { portRejections, rejectionFor } from '#domain/mobility/port-rejections';
import { valueAt } from '#domain/json/json-pointer';
import { portRejections as simulated } from '../../../../tools/simulator/behaviours/mobility/port-rejections';
import { mobilityRig, portInBody, portInsAtAtt } from '../../tracking/long-running/mobility-rig';

/** The causes a public neighbour prints, and the wireless ones beside them. */
const causes = [
  'ACCOUNT_NUMBER_MISMATCH PASSCODE_PIN_INVALID POSTAL_CODE_MISMATCH ENTITY_NAME_MISMATCH AUTH_PERSON_MISMATCH',
  'LOCATION_MISMATCH BTN_ATN_MISMATCH MAIN_BTN_PORTING PHONE_NUMBER_MISMATCH PHONE_NUMBER_NOT_PORTABLE',
  'RATE_CENTER_NOT_PORTABLE PHONE_NUMBER_HAS_SPECIAL_FEATURE LSR_PENDING PORTING_ORDER_SPLIT_REQUIRED',
  'PORT_TYPE_INCORRECT FOC_REJECTED FOC_EXPIRED OSP_IRRESPONSIVE SV_CONFLICT SV_UNKNOWN_FAILURE OTHER',
  'WIRELESS_PIN_INVALID ZIP_MISMATCH TAX_ID_MISMATCH MDN_INACTIVE PENDING_ORDER',
].flatMap((line) => line.split(' '));

const byCode = portRejections.map((rejection) => [rejection.code, rejection] as const);

it('has every known cause, each once, and no code means two', () => {
  expect(portRejections.map(({ code }) => code).toSorted()).toEqual(causes.toSorted());
  const names = portRejections.flatMap(({ code, alsoCalled }) => [code, ...alsoCalled]);
  expect(new Set(names).size).toBe(names.length);
  expect(Object.keys(rejectionExplanations).toSorted()).toEqual(causes.toSorted());
});

it('has every cause the simulated AT&T refuses a port-in for', () => {
  expect(simulated.map(({ code }) => code).filter((code) => !causes.includes(code))).toEqual([]);
});

describe.each(byCode)('%s', (_, rejection) => {
  const { cause, examplePatch } = explainRejections([rejection]);

  it('comes with an example that update-port-in takes', () => {
    expect(updatePortIn.request.body.safeParse(examplePatch).error?.issues).toBeUndefined();
  });

  it('names members that a request for a port-in has, and its example corrects one of them', () => {
    const complete = {
      ...requestExamples.examples[0].request.body,
      oldServiceProvider: { ...requestExamples.examples[0].request.body.oldServiceProvider, taxId: '1234' },
      billingTelephoneNumber: '2125550199',
    };
    expect(requestPortIn.request.body.safeParse(complete).success).toBe(true);
    for (const field of rejection.fields) expect([field, valueAt(complete, field)]).not.toEqual([field, undefined]);
    const members = rejection.fields.filter((field) => field !== '');
    const corrected = members.filter((field) => valueAt(examplePatch, field) !== undefined);
    const isRepeated = rejection.code === 'MDN_INACTIVE'; // The number stays; it is its status that is cured.
    if (members.length > 0 && !isRepeated) expect(corrected.length).toBeGreaterThan(0);
  });

  it('is known by its code and by every other name, whatever capitals and hyphens', () => {
    for (const name of [rejection.code, ...rejection.alsoCalled]) {
      expect(rejectionFor({ code: name })?.code).toBe(rejection.code);
      expect(rejectionFor({ code: name.toLowerCase().replaceAll('_', '-') })?.code).toBe(rejection.code);
    }
  });

  it('says what happened, what helps, and who has to act', () => {
    expect(cause).toMatch(/^The .+\.$|^Another .+\.$|^An .+\.$|^AT&T .+\.$/);
    expect(rejection.cure).toMatch(/^[A-Z].+\.$/);
    if (rejection.actor === 'att') expect(rejection.resubmittable).toBe(false);
  });
});

it.each([
  ['The transfer PIN is wrong.', 'WIRELESS_PIN_INVALID'],
  ['Passcode does not match', 'PASSCODE_PIN_INVALID'],
  ['Account number does not match', 'ACCOUNT_NUMBER_MISMATCH'],
  ['ZIP is wrong', 'ZIP_MISMATCH'],
  ['SSN or tax id wrong', 'TAX_ID_MISMATCH'],
  ['MDN not active', 'MDN_INACTIVE'],
  ['Pending order at the old carrier', 'PENDING_ORDER'],
  ['The old carrier does not respond', 'OSP_IRRESPONSIVE'],
])('understands AT&T’s text where there is no code: %s', (text, code) => {
  expect(rejectionFor({ text })?.code).toBe(code);
});

it('claims to understand nothing it does not', () => {
  for (const reason of [{ code: 'ZZ999' }, { text: 'Computer says no' }, { code: '' }, { code: 'constructor' }, {}]) {
    expect(rejectionFor(reason)).toBeUndefined();
  }
});

describe('a refused port-in', () => {
  const refusedFor = async (stateReason: unknown) => {
    const rig = await mobilityRig(portInsAtAtt({ word: 'CT', shown: { stateReason } }));
    await rig.call('request-port-in', { body: portInBody(), key: 'first' });
    rig.advance(1_000);
    await rig.call('get-port-in', { path: { portInId: 'PORT-1' } });
    return { rig, body: (await rig.portIn('PORT-1')).body };
  };

  it('is shown with the cause, the fields, the cure and a request that cures it', async () => {
    const { body } = await refusedFor({ code: 'PASSCODE_PIN_INVALID', text: 'PIN 482913 is wrong.' });
    expect(body).toMatchObject({
      state: 'action-required',
      raw: { status: 'CT', code: 'PASSCODE_PIN_INVALID', text: 'PIN [number] is wrong.' },
      reason: { code: 'PASSCODE_PIN_INVALID' },
      rejection: {
        code: 'PASSCODE_PIN_INVALID',
        fields: ['/oldServiceProvider/pin'],
        actor: 'end-customer',
        resubmittable: true,
        examplePatch: {
          method: 'PATCH',
          path: '/v1/mobility/port-ins/PORT-1',
          body: { oldServiceProvider: { pin: '739105' } },
        },
      },
    });
    expect(body['nextSteps']).toEqual([
      expect.objectContaining({ action: 'ask-customer', actor: 'end-customer' }),
      expect.objectContaining({ action: 'correct', operation: 'update-port-in', fields: ['/oldServiceProvider/pin'] }),
      expect.objectContaining({ action: 'cancel' }),
    ]);
  });

  it('says that its reason is unknown, keeps AT&T’s, and is counted once however often it is read', async () => {
    const { rig, body } = await refusedFor({ code: 'ZZ999', text: 'Refused.' });
    expect(body).toMatchObject({
      state: 'action-required',
      raw: { code: 'ZZ999', text: 'Refused.' },
      reason: { code: 'unmapped' },
      rejection: { code: 'unmapped', fields: [] },
    });
    rig.advance(1_000);
    await rig.call('get-port-in', { path: { portInId: 'PORT-1' } });
    expect(rig.metrics.emitted.filter(({ values }) => values.UnmappedReasons === 1)).toHaveLength(1);
  });

  it('is understood when AT&T gives a sentence alone', async () => {
    const { body } = await refusedFor('The account number does not match.');
    expect(body['reason']).toMatchObject({ code: 'ACCOUNT_NUMBER_MISMATCH' });
  });

  it('that only AT&T can solve says to open a ticket first', async () => {
    const { body } = await refusedFor({ code: 'SV_CONFLICT' });
    expect((body['nextSteps'] as { action: string }[]).map(({ action }) => action)).toEqual([
      'open-ticket',
      'correct',
      'cancel',
    ]);
  });
});

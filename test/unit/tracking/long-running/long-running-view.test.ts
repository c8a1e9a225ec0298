import {
  activationViewSchema,
  longRunningView,
  pdpProvisioningViewSchema,
  portInViewSchema,
} from '#tracking/long-running/long-running-view';
import { rejectionView } from '#tracking/long-running/rejection-view';
import { longRunningRequestSchema, type LongRunningRequest } from '#tracking/long-running/long-running-request';

const at = '2026-11-02T12:00:00.000Z';
const portIn = (state: string, parts: Partial<LongRunningRequest> = {}): LongRunningRequest =>
  longRunningRequestSchema.parse({
    ...{
      kind: 'port-in',
      solutionProvider: 'SP-A',
      id: 'X/1',
      origin: 'here',
      state,
      raw: {},
      details: {},
      revision: 7,
    },
    ...{ stateAt: at, observedAt: at, createdAt: at, updatedAt: at, timeline: [] },
    ...parts,
  });
const shown = (item: LongRunningRequest): Record<string, unknown> =>
  JSON.parse(JSON.stringify(longRunningView(item, ['get-port-in']))) as Record<string, unknown>;

describe('a port-in as a partner sees it', () => {
  it('has what is known of it, and nothing that is the gateway’s alone', () => {
    const entries = [
      { at, type: 'opened' as const },
      { at, type: 'overdue' as const },
    ];
    const item = portIn('pending', {
      details: { subscriberNumber: '2125550100', portRequestNumber: null, externalId: undefined },
      guards: ['number 2125550100'],
      requestId: 'req_1',
      pending: { update: { requestId: 'req_2', at } },
      notices: ['overdue'],
      expiresAt: 1,
      timeline: entries,
    });
    expect(shown(item)).toEqual({
      ...{ id: 'X/1', solutionProvider: 'SP-A', origin: 'here', state: 'pending', raw: {}, final: false },
      ...{
        createdAt: at,
        updatedAt: at,
        observedAt: at,
        subscriberNumber: '2125550100',
        version: 2,
        timeline: entries,
      },
      ...{ request: '/v1/requests/req_1', pending: { update: '/v1/requests/req_2' }, trackable: true },
      trackableReason: expect.stringContaining('get-port-in') as string,
      nextSteps: expect.any(Array) as unknown[],
    });
  });

  it('names no request where it was asked for elsewhere', () => {
    expect(shown(portIn('pending', { origin: 'elsewhere' }))).not.toHaveProperty('request');
  });

  it('is final where nothing more can come', () => {
    expect(shown(portIn('completed'))).toMatchObject({ final: true, nextSteps: [] });
  });

  it('says where its earlier entries are', () => {
    const page = { entries: [{ at, type: 'opened' as const }], first: 3 };
    expect(longRunningView(portIn('pending'), undefined, page)).toMatchObject({
      timeline: page.entries,
      earlierEntries: '/v1/tracking/port-ins/X%2F1?timelineBefore=3',
    });
  });

  const reason = { code: 'ZIP_MISMATCH' };
  it.each<[string, LongRunningRequest, boolean]>([
    ['which was refused', portIn('action-required', { raw: reason, reason }), true],
    ['which was refused without a reason', portIn('action-required'), true],
    ['which failed for a reason', portIn('failed', { raw: reason, reason }), true],
    ['which failed for none', portIn('failed'), false],
    ['which waits, whatever was before', portIn('pending', { raw: reason, reason }), false],
    [
      'an activation, whose reasons are in no catalogue',
      { ...portIn('failed', { reason }), kind: 'service-activation' },
      false,
    ],
  ])('says why where it is one %s', (_, item, isSaid) => {
    expect('rejection' in shown(item)).toBe(isSaid);
  });

  it.each([
    ['a port-in', portInViewSchema, portIn('action-required', { raw: reason, reason })],
    ['an activation', activationViewSchema, { ...portIn('active'), kind: 'service-activation' as const }],
    ['a PDP batch', pdpProvisioningViewSchema, { ...portIn('partly-failed'), kind: 'pdp-provisioning' as const }],
  ])('is as it is documented: %s', (_, schema, item) => {
    expect(schema.parse(shown(item))).toEqual(shown(item));
  });
});

describe('a refusal in plain words', () => {
  it('has an example that sends it round again, as long as that is possible', () => {
    const item = portIn('action-required', { id: 'P-1', raw: { code: 'ZIP_MISMATCH' } });
    expect(rejectionView(item)).toMatchObject({
      ...{ code: 'ZIP_MISMATCH', fields: ['/billingZip'], actor: 'you', resubmittable: true },
      examplePatch: {
        method: 'PATCH',
        path: '/v1/mobility/port-ins/P-1',
        body: { billingZip: expect.any(String) as string },
      },
    });
    expect(rejectionView({ ...item, state: 'failed' })).not.toHaveProperty('examplePatch');
  });

  it.each([
    ['action-required', true],
    ['failed', false],
  ])('of a reason nobody knows can be sent again where it is %s: %j', (state, resubmittable) => {
    const view = rejectionView(portIn(state, { raw: { code: 'ZZ' } }));
    expect(view).toMatchObject({ code: 'unmapped', fields: [], actor: 'you', resubmittable });
    expect(view).not.toHaveProperty('examplePatch');
  });
});

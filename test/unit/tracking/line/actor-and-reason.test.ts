import { lineRig, path } from './line-rig';

describe('who asked for a sensitive change, and why', () => {
  const headers = { 'X-Actor': 'j.doe@partner', 'x-reason': 'ticket 4711: customer left' };

  it('is kept in the timeline of the line, with what came of it', async () => {
    const { change, stored, settle } = await lineRig();
    await change('cancel', { headers });
    await settle();
    expect(await stored()).toMatchObject({
      status: 'cancelled',
      timeline: [
        {
          operation: 'cancel-subscriber',
          by: 'client-a',
          actor: 'j.doe@partner',
          purpose: 'ticket 4711: customer left',
          outcome: 'succeeded',
        },
      ],
    });
  });

  it('is kept of a change without a status as well', async () => {
    const { rig, stored } = await lineRig();
    expect((await rig.call('remove-static-ip', { path, headers })).status).toBe(200);
    expect(await stored()).toMatchObject({ timeline: [{ operation: 'remove-static-ip', actor: 'j.doe@partner' }] });
  });

  it('is not read where the change is not sensitive', async () => {
    const { change, stored } = await lineRig();
    await change('suspend', { headers });
    expect(JSON.stringify(await stored())).not.toContain('j.doe');
  });

  it.each([
    ['x-actor', 'é'],
    ['x-actor', 'x'.repeat(129)],
    ['x-reason', 'x'.repeat(257)],
    ['x-reason', 'a\nb'],
  ])('is refused when %s is %j', async (name, value) => {
    const { rig, sent } = await lineRig();
    const { status, body } = await rig.call('cancel-subscriber', { path, body: {}, headers: { [name]: value } });
    expect([status, body['errors'], sent()]).toEqual([
      400,
      [{ parameter: `header ${name}`, detail: expect.stringMatching(/printable ASCII/) as string }],
      0,
    ]);
  });

  it.each([
    ['production', undefined, 400],
    ['production', false, 200],
    ['uat', undefined, 200],
    ['simulator', undefined, 200],
    ['uat', true, 400],
  ] as const)(
    'has to be said at AT&T’s production, unless the tenant says otherwise: %s, %s',
    async (environment, stated, expected) => {
      const { rig } = await lineRig();
      Object.assign(rig.settings, { environment, ...(stated !== undefined && { requireActorAndReason: stated }) });
      const reset = (query: Record<string, string> = {}) =>
        rig.call('reset-voicemail', { path, body: { pin: '135790' }, query });
      for (const query of [{ validate: 'true' }, {}]) expect((await reset(query)).status).toBe(expected);
    },
  );

  it('has to be said where the tenant insists', async () => {
    const { rig, change, sent } = await lineRig();
    Object.assign(rig.settings, { requireActorAndReason: true });
    const { status, body } = await rig.call('cancel-subscriber', { path, body: {} });
    expect([status, body['errors']]).toEqual([
      400,
      ['x-actor', 'x-reason'].map((name) => ({
        parameter: `header ${name}`,
        detail: 'is required for this operation',
      })),
    ]);
    expect((await change('suspend')).status).toBe(200);
    expect((await change('cancel', { headers })).status).toBe(200);
    expect(sent()).toBe(2);
  });
});

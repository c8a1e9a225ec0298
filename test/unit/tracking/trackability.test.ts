import { trackabilityOf } from '#tracking/trackability';

describe.each([
  ['port-in', 'get-port-in'],
  ['service-activation', 'get-service-activation'],
  ['pdp-provisioning', 'get-pdp-provisioning'],
] as const)('whether a %s is followed to its end', (kind, read) => {
  it('it is where its read is bound, or where nobody knows which are', () => {
    expect(trackabilityOf(kind, [read])).toMatchObject({ trackable: true });
    expect(trackabilityOf(kind, undefined)).toMatchObject({ trackable: true });
  });

  it('it is not where its read is not, and the reason says what to state', () => {
    expect(trackabilityOf(kind, ['alliance-get-order-status'])).toMatchObject({
      trackable: false,
      trackableReason: expect.stringContaining(`bindings['${read}']`),
    });
  });
});

describe('whether an order is followed after its handoff', () => {
  it('an APEX order is not, because AT&T publishes nothing to ask', () => {
    expect(trackabilityOf('apex', ['alliance-get-order-status'])).toMatchObject({
      trackable: false,
      trackableReason: expect.stringContaining('AT&T publishes no status'),
    });
  });

  it('an Alliance order is where the read is bound', () => {
    expect(trackabilityOf('alliance', ['alliance-get-order-status']).trackable).toBe(true);
    expect(trackabilityOf('alliance', undefined).trackable).toBe(true);
  });

  it('an Alliance order is not once there is one and what AT&T wants in the read is not known, and the reason says what to do', () => {
    const order = { order: {} };
    expect(trackabilityOf('alliance', undefined, order)).toMatchObject({
      trackable: false,
      trackableReason: expect.stringMatching(/`businessAccountName`.*Attest it/) as string,
    });
    expect(trackabilityOf('alliance', undefined, { ...order, businessAccountName: {} }).trackable).toBe(true);
  });

  it('an Alliance order is not where it is not, and the reason says what to state', () => {
    expect(trackabilityOf('alliance', ['alliance-get-contract'])).toMatchObject({
      trackable: false,
      trackableReason: expect.stringContaining("bindings['alliance-get-order-status']"),
    });
  });
});

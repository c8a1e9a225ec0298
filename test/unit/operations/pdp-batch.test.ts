import { pdpSubscribers } from '#operations/mobility-schemas/pdp';

const batchOf = (...addresses: string[]) =>
  addresses.map((staticIp, index) => ({ subscriberNumber: `212555011${index}`, staticIp }));

describe('a PDP batch', () => {
  it.each([
    ['2001:db8::1', '2001:DB8::1'],
    ['2001:db8::1', '2001:0db8:0000:0000:0000:0000:0000:0001'],
    ['2001:db8::1', '2001:db8:0:0::0:1'],
    ['2001:db8::c000:20a', '2001:db8::192.0.2.10'],
    ['192.0.2.10', '::ffff:192.0.2.10'],
    ['192.0.2.10', '::ffff:c000:20a'],
    ['192.0.2.10', '192.0.2.10'],
  ])('does not take one address twice: %s and %s', (one, other) => {
    const { error } = pdpSubscribers.safeParse(batchOf(one, '192.0.2.99', other));
    expect(error?.issues).toEqual([
      expect.objectContaining({ path: [2, 'staticIp'], message: 'is in this batch already' }),
    ]);
  });

  it('takes several addresses', () => {
    expect(pdpSubscribers.safeParse(batchOf('2001:db8::1', '2001:db8::2', '192.0.2.1', '::c000:201')).success).toBe(
      true,
    );
  });
});

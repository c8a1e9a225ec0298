import { checkedTarget, resolveByDns, TargetRefusal, type Address, type Resolve } from '#webhooks/target';
import { isPublicAddress } from '#webhooks/public-address';

const addressOf = (address: string): Address => ({ address, family: address.includes(':') ? 6 : 4 });

/** A resolver that gives one list after the other. */
const names =
  (...answers: string[][]): Resolve =>
  () =>
    Promise.resolve((answers.length > 1 ? answers.shift()! : answers[0]!).map(addressOf));

const publicName = names(['93.184.215.14']);

const refusalOf = async (url: string, resolve: Resolve = publicName): Promise<string> => {
  try {
    await checkedTarget(url, 'public', resolve);
    return 'accepted';
  } catch (error) {
    if (!(error instanceof TargetRefusal)) throw error;
    return error.reason;
  }
};

describe('a hostile URL', () => {
  it.each([
    ['not https', 'http://hooks.example.com/'],
    ['another protocol', 'ftp://hooks.example.com/'],
    ['a file', 'file:///etc/passwd'],
    ['gopher', 'gopher://hooks.example.com/_'],
    ['data', 'data:text/plain,hello'],
    ['no URL', 'hooks.example.com'],
    ['nothing', ''],
    ['a login', 'https://user:secret@hooks.example.com/'],
    ['a user', 'https://user@hooks.example.com/'],
    ['a password', 'https://:secret@hooks.example.com/'],
    ['a user that looks like the host', 'https://hooks.example.com@169.254.169.254/'],
    ['loopback', 'https://127.0.0.1/'],
    ['loopback in short', 'https://127.1/'],
    ['loopback as a number', 'https://2130706433/'],
    ['loopback in octal', 'https://0177.0.0.1/'],
    ['loopback in hexadecimal', 'https://0x7f000001/'],
    ['all zeros', 'https://0.0.0.0/'],
    ['loopback in full width digits', 'https://１２７.０.０.１/'],
    ['loopback of IPv6', 'https://[::1]/'],
    ['loopback mapped into IPv6', 'https://[::ffff:127.0.0.1]/'],
    ['private mapped in hexadecimal', 'https://[::ffff:a00:1]/'],
    ['metadata', 'https://169.254.169.254/latest/meta-data/'],
    ['metadata mapped', 'https://[::ffff:169.254.169.254]/'],
    ['metadata by NAT64', 'https://[64:ff9b::a9fe:a9fe]/'],
    ['metadata by 6to4', 'https://[2002:a9fe:a9fe::1]/'],
    ['metadata of IPv6', 'https://[fd00:ec2::254]/'],
    ['container credentials', 'https://169.254.170.2/v2/credentials'],
    ['Teredo', 'https://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/'],
    ['private 10', 'https://10.1.2.3/'],
    ['private 172', 'https://172.31.255.255/'],
    ['private 192', 'https://192.168.0.1/'],
    ['carrier-grade NAT', 'https://100.64.0.1/'],
    ['link-local of IPv6', 'https://[fe80::1]/'],
    ['unique local', 'https://[fc00::1]/'],
    ['multicast', 'https://224.0.0.1/'],
    ['broadcast', 'https://255.255.255.255/'],
    ['benchmarking', 'https://198.18.0.1/'],
    ['localhost', 'https://localhost/'],
    ['localhost with a dot', 'https://localhost./'],
    ['under localhost', 'https://a.localhost/'],
    ['a name without a dot', 'https://intranet/'],
    ['an internal name', 'https://ip-10-0-0-1.ec2.internal/'],
    ['Google’s metadata', 'https://metadata.google.internal/'],
    ['a port of another service', 'https://hooks.example.com:22/'],
    ['mail', 'https://hooks.example.com:25/'],
    ['too long', `https://hooks.example.com/${'a'.repeat(2_000)}`],
  ])('%s is refused, whatever a resolver says', async (_, url) => {
    expect(await refusalOf(url)).not.toBe('accepted');
  });

  it.each([
    ['10.0.0.1'],
    ['127.0.0.1'],
    ['169.254.169.254'],
    ['100.100.100.200'],
    ['::1'],
    ['::ffff:10.0.0.1'],
    ['64:ff9b::7f00:1'],
    ['fe80::1%eth0'],
    ['fd12::1'],
    ['0.0.0.0'],
  ])('with a name that leads to %s is refused', async (address) => {
    expect(await refusalOf('https://rebind.example.com/', names([address]))).toContain('public internet');
  });

  it('with one private address among public ones is refused', async () => {
    expect(await refusalOf('https://mixed.example.com/', names(['93.184.215.14', '10.0.0.1']))).toContain('public');
  });

  it('with a name that cannot be found is refused as such', async () => {
    const nowhere: Resolve = () => Promise.reject(new Error('ENOTFOUND'));
    await expect(checkedTarget('https://gone.example.com/', 'public', nowhere)).rejects.toMatchObject({
      isNameless: true,
    });
    await expect(checkedTarget('https://gone.example.com/', 'public', names([]))).rejects.toMatchObject({
      isNameless: true,
    });
  });

  it('whose name leads elsewhere the next time is refused then', async () => {
    const rebinding = names(['93.184.215.14'], ['127.0.0.1']);
    expect(await refusalOf('https://rebind.example.com/', rebinding)).toBe('accepted');
    expect(await refusalOf('https://rebind.example.com/', rebinding)).toContain('public');
  });
});

describe('a public URL', () => {
  it.each([
    ['https://hooks.example.com/att'],
    ['https://hooks.example.com:8443/att?x=1'],
    ['https://hooks.example.com./'],
    ['https://bücher.example.com/'],
    ['https://93.184.215.14/'],
    ['https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/'],
  ])('%s is accepted with the addresses it was checked with', async (url) => {
    const { addresses } = await checkedTarget(url, 'public', publicName);
    expect(addresses.every(({ address }) => isPublicAddress(address))).toBe(true);
    expect(addresses).toHaveLength(1);
  });
});

describe('the local runtime', () => {
  it.each(['http://127.0.0.1:4000/', 'http://localhost:4000/', 'https://127.0.0.1:4000/', 'http://[::1]:4000/'])(
    'takes %s, which a deployment does not',
    async (url) => {
      await expect(checkedTarget(url, 'public-and-loopback', publicName)).resolves.toBeDefined();
      expect(await refusalOf(url)).not.toBe('accepted');
    },
  );

  it.each(['http://10.0.0.1/', 'https://169.254.169.254/', 'http://hooks.example.com/'])(
    'does not take %s either',
    async (url) => {
      await expect(checkedTarget(url, 'public-and-loopback', publicName)).rejects.toBeInstanceOf(TargetRefusal);
    },
  );
});

describe('a place that may be connected to', () => {
  const loopback = (url: string) => checkedTarget(url, 'public-and-loopback', publicName);

  it.each([
    ['https://93.184.215.14/', '93.184.215.14', 4],
    ['https://[2600:1406:bc00:53::b81e:94ce]/', '2600:1406:bc00:53::b81e:94ce', 6],
  ])('%s is at its own address', async (url, address, family) => {
    expect((await checkedTarget(url, 'public', publicName)).addresses).toEqual([{ address, family }]);
  });

  it.each([
    ['http://localhost:3000/', '127.0.0.1', 4],
    ['http://127.0.0.9:3000/', '127.0.0.1', 4],
    ['https://[::1]:3000/', '::1', 6],
  ])('%s is nearby where that is allowed', async (text, address, family) => {
    const { url, addresses } = await loopback(text);
    expect([url.href, addresses]).toEqual([text, [{ address, family }]]);
  });

  it('is at port 443 or from 1024 up, and has at most 2,000 characters', async () => {
    expect(await refusalOf('https://hooks.example.com:1024/')).toBe('accepted');
    expect(await refusalOf('https://hooks.example.com:1023/')).toContain('port');
    const start = 'https://hooks.example.com/';
    expect(await refusalOf(start.padEnd(2_000, 'a'))).toBe('accepted');
    expect(await refusalOf(start.padEnd(2_001, 'a'))).toContain('2000 characters');
  });

  it('is none of another protocol, however near, and none that has no right name', async () => {
    await expect(loopback('ftp://localhost:3000/')).rejects.toMatchObject({ isNameless: false });
  });
});

it.each([
  ['192.0.2.7', 4],
  ['2001:db8::7', 6],
])('the system’s resolver says of %s that it is of family %d', async (address, family) => {
  expect(await resolveByDns(address)).toEqual([{ address, family }]);
});

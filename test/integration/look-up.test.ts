import { examplesOf } from '#operations/registry';
import { lookUpPath, startLocalGateway, type LocalGateway } from '../support/local-gateway';

jest.setTimeout(60_000);

const sample = examplesOf['alliance-look-up-end-customer'][0];

describe('a look-up through the local runtime', () => {
  let gateway: LocalGateway;
  beforeAll(async () => {
    gateway = await startLocalGateway();
  });
  afterAll(() => gateway.remove());
  beforeEach(() => gateway.sim('POST reset'));

  it('answers AT&T’s published sample with its three records, exactly', async () => {
    const answer = await gateway.call({ client: 'demo-single', body: sample.request.body });

    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(answer.json).toStrictEqual(sample.answer.body);
  });

  it('passes members AT&T does not document, big integers, long decimals, blanks and escapes byte for byte', async () => {
    const body =
      ' {"accountName":\t"Te\\u0078as",\r\n"path": "\\/\\u00fc\\ud83d\\ude00 ü😀" , "none":[ ],"address":{"street":"Pecan","unit":12345678901234567890},"ratio":0.1000000000000000055511151231257827,"exponent":1E+400,"zero":-0,"nested":{"list":[1.0,"é",null,{"a":9007199254740993}]}}\n';
    await gateway.call({ client: 'demo-single', body });

    expect((await gateway.received()).map(({ bodyText }) => bodyText)).toEqual([body]);
  });

  it('tells AT&T the caller’s trace id and itself the caller’s request id', async () => {
    const headers = { 'X-Request-Id': 'my-request-1', 'X-Trace-Id': 'my-trace-1' };
    const answer = await gateway.call({ client: 'demo-single', body: sample.request.body, headers });

    expect(answer.headers.get('x-request-id')).toBe('my-request-1');
    expect((await gateway.received())[0]?.headers).toMatchObject({ 'x-trace-id': 'my-trace-1' });
  });

  it('sends each of 200 calls at once with the credentials of the Solution Provider it names', async () => {
    const { solutionProviders } = gateway.clients.find(({ clientId }) => clientId === 'demo-connector')!;
    const calls = Array.from({ length: 200 }, (_, index) => solutionProviders[index % solutionProviders.length]!);
    const answers = await Promise.all(
      calls.map((id, index) =>
        gateway.call({
          client: 'demo-connector',
          headers: { 'x-solution-provider-id': id },
          body: { accountName: `For ${id}`, address: {}, index },
        }),
      ),
    );

    expect(answers.map(({ status }) => status)).toEqual(calls.map(() => 200));
    const arrived = await gateway.received();
    expect(arrived).toHaveLength(200);
    for (const { bodyText, clientId, secretMatches } of arrived) {
      const { accountName } = JSON.parse(bodyText) as { accountName: string };
      expect({ clientId, secretMatches }).toEqual({
        clientId: `demo-ordering-alliance-${accountName.slice('For '.length)}`,
        secretMatches: true,
      });
    }
  });

  it('keeps credentials out of answers and logs, also when AT&T echoes them', async () => {
    await gateway.sim('POST faults', {
      operation: 'alliance-look-up-end-customer',
      fault: { kind: 'echo-credentials' },
      times: 1,
    });
    const answer = await gateway.call({ client: 'demo-single', body: sample.request.body });

    expect(answer.status).toBe(422);
    expect(answer.text).toContain('[redacted]');
    const everything = answer.text + [...answer.headers].join('\n') + (await gateway.output());
    expect(everything).not.toMatch(/demo-secret-|demo-ordering-alliance-/);
    expect(everything).not.toContain(await gateway.token('demo-single'));
    for (const { clientSecret } of gateway.clients) expect(everything).not.toContain(clientSecret);
  });

  it('serves the API reference from this machine alone, with the operations and a working login', async () => {
    const page = await (await fetch(gateway.referenceUrl)).text();
    const assets = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address = '']) => address);
    const statuses = await Promise.all(
      assets.map(async (address) => (await fetch(new URL(address, gateway.referenceUrl))).status),
    );
    const document: unknown = await (await fetch(new URL('openapi.json', gateway.referenceUrl))).json();

    expect(page).toContain('<title>');
    expect(assets.filter((address) => /^(https?:)?\/\//.test(address))).toEqual([]);
    expect(statuses).toEqual(assets.map(() => 200));
    expect(document).toMatchObject({
      openapi: '3.1.0',
      servers: [{ url: '/uat' }],
      paths: { [lookUpPath]: { post: { operationId: 'alliance-look-up-end-customer' } } },
      components: { securitySchemes: { oauth2: { flows: { clientCredentials: { tokenUrl: gateway.tokenUrl } } } } },
    });
    const { origin } = new URL(gateway.baseUrl);
    const preflight = await fetch(gateway.tokenUrl, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST' },
    });
    expect(preflight.headers.get('access-control-allow-origin')).toBe(origin);
  });
});

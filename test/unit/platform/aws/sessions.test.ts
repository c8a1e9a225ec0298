import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { createAskAws } from '#platform/aws/ask-aws';
import { createAskInSession } from '#platform/aws/ask-in-session';
import { awsEnvironmentOf } from '#platform/aws/aws-environment';
import { dynamoDb, securityTokens } from '#platform/aws/protocols';
import { createSessionOf } from '#platform/aws/sessions';
import { faultyAws, type Fault, type FaultyAws } from '../../../support/faulty-aws';
import { closeServers } from '../../../support/loopback';

const roleArn = 'arn:aws:iam::111122223333:role/read+orders';
const asked: string[] = [];
/** What sessions are given out, by the Solution Provider they are for; each one another than before. */
const given = (form: URLSearchParams) => `
<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <AssumeRoleResult>
    <AssumedRoleUser>
      <AssumedRoleId>AROAEXAMPLE:${form.get('RoleSessionName')}</AssumedRoleId>
      <Arn>arn:aws:sts::111122223333:assumed-role/read+orders/${form.get('RoleSessionName')}</Arn>
    </AssumedRoleUser>
    <Credentials>
      <AccessKeyId>ASIA${asked.length}</AccessKeyId>
      <SecretAccessKey>a/secret+of=${form.get('Tags.member.1.Value')}</SecretAccessKey>
      <SessionToken>a/token+of==</SessionToken>
      <Expiration>2026-11-30T01:00:00Z</Expiration>
    </Credentials>
    <PackedPolicySize>6</PackedPolicySize>
  </AssumeRoleResult>
  <ResponseMetadata><RequestId>c6104cbe-af31-11e0-8154-cbc7ccf896c7</RequestId></ResponseMetadata>
</AssumeRoleResponse>`;

let sts: FaultyAws;
let table: FaultyAws;
beforeAll(async () => {
  sts = await faultyAws((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      asked.push(body);
      response.setHeader('content-type', 'text/xml').end(given(new URLSearchParams(body)));
    });
  });
  table = await faultyAws((request, response) => void request.resume().on('end', () => response.end('{}')));
});
afterAll(closeServers);
beforeEach(() => {
  asked.length = sts.seen.length = sts.next.length = table.seen.length = 0;
  jest.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => void jest.restoreAllMocks());

const environment = () =>
  awsEnvironmentOf({
    ...{ AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'made up' },
    ...{ AWS_ENDPOINT_URL_STS: sts.url, AWS_ENDPOINT_URL_DYNAMODB: table.url },
  });

const refusal = (name: string, status = 403): Fault => ({
  status,
  headers: { 'content-type': 'text/xml' },
  body: `<ErrorResponse><Error><Type>Sender</Type><Code>${name}</Code><Message>made up by the test</Message></Error></ErrorResponse>`,
});

const startMs = Date.parse('2026-11-30T00:00:00Z');
const minutes = (count: number): number => count * 60_000;

const sessions = () => {
  const clock = { ms: startMs };
  const limits = { connectMs: 1_000, requestMs: 1_000, totalMs: 4_000 };
  const told = { environment, now: () => clock.ms, attempts: 2, ...limits };
  const askForTokens = createAskAws({ ...told, protocol: securityTokens });
  const sessionOf = createSessionOf({ ...told, askForTokens, roleArn });
  const keyOf = async (solutionProvider: string) =>
    (await sessionOf(solutionProvider)).environment.credentials.accessKeyId;
  return { clock, limits, sessionOf, keyOf };
};

describe('a session for one Solution Provider', () => {
  it('is asked for as the SDK asks, and has the keys that AWS gives', async () => {
    const { sessionOf } = sessions();
    const session = await sessionOf('A-06399x');
    expect(session).toEqual({
      environment: {
        ...environment(),
        credentials: { accessKeyId: 'ASIA1', secretAccessKey: 'a/secret+of=A-06399x', sessionToken: 'a/token+of==' },
      },
      endsAtMs: startMs + minutes(60),
    });
    const client = new STSClient({
      ...{ region: 'us-east-1', endpoint: sts.url },
      credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'made up' },
    });
    const { Credentials } = await client.send(
      new AssumeRoleCommand({
        ...{ RoleArn: roleArn, RoleSessionName: 'sp-A-06399x', DurationSeconds: 3_600 },
        Tags: [{ Key: 'SolutionProvider', Value: 'A-06399x' }],
      }),
    );
    client.destroy();
    expect(Credentials).toMatchObject({ AccessKeyId: 'ASIA2', SecretAccessKey: 'a/secret+of=A-06399x' });
    const [own, sdk] = asked.map((form) => Object.fromEntries(new URLSearchParams(form)));
    expect(own).toEqual(sdk);
    const scope = expect.stringContaining('/us-east-1/sts/aws4_request');
    for (const headers of sts.seen) expect(headers).toMatchObject({ authorization: scope });
    expect(sts.seen[0]?.['content-type']).toMatch(/^application\/x-www-form-urlencoded/);
  });

  it('is asked for once, by however many at once, and is another one for another', async () => {
    const { keyOf } = sessions();
    expect(await Promise.all([keyOf('A'), keyOf('A'), keyOf('A')])).toEqual(['ASIA1', 'ASIA1', 'ASIA1']);
    expect([await keyOf('A'), await keyOf('B'), await keyOf('A')]).toEqual(['ASIA1', 'ASIA2', 'ASIA1']);
  });

  it('is followed by another one before it ends, for which nobody waits', async () => {
    const { clock, keyOf } = sessions();
    await keyOf('A');
    clock.ms += minutes(55) - 1;
    expect(await keyOf('A')).toBe('ASIA1');
    clock.ms += 1;
    sts.next.push('silent');
    expect(await Promise.all([keyOf('A'), keyOf('A')])).toEqual(['ASIA1', 'ASIA1']);
    while ((await keyOf('A')) === 'ASIA1') await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await keyOf('A')).toBe('ASIA2');
    expect(asked).toHaveLength(2);
  });

  it('is waited for in the last moments of the one before, by however many', async () => {
    const { clock, keyOf } = sessions();
    await keyOf('A');
    clock.ms += minutes(59.5);
    expect(await Promise.all([keyOf('A'), keyOf('A')])).toEqual(['ASIA2', 'ASIA2']);
  });

  it('serves to its end where AWS gives no other, and no longer', async () => {
    const { clock, keyOf } = sessions();
    await keyOf('A');
    clock.ms += minutes(60) - 1;
    sts.next.push(refusal('AccessDenied'));
    expect(await keyOf('A')).toBe('ASIA1');
    clock.ms += 1;
    sts.next.push(refusal('AccessDenied'));
    await expect(keyOf('A')).rejects.toMatchObject({ name: 'AccessDenied', message: 'made up by the test' });
    expect(await keyOf('A')).toBe('ASIA2');
  });

  it.each<[string, Fault, number]>([
    ['it throttles', refusal('Throttling', 400), 2],
    ['it fails', refusal('InternalFailure', 500), 2],
    ['the connection breaks', 'broken', 2],
    ['its answer is lost', 'lost', 2],
    ['it refuses', refusal('AccessDenied'), 1],
    ['the token is too old', refusal('ExpiredTokenException', 400), 1],
    ['its answer cannot be read', { status: 200, body: 'made up' }, 1],
  ])('is asked for as often as it may be when %s, and the next call asks again', async (_, fault, times) => {
    const { keyOf } = sessions();
    sts.next.push(fault, fault);
    await expect(keyOf('A')).rejects.toThrow();
    expect(sts.seen).toHaveLength(times);
    sts.next.length = 0;
    expect(await keyOf('A')).toMatch(/^ASIA\d+$/);
  });

  it('is none without keys, and nothing of what AWS answered is told', async () => {
    const { keyOf } = sessions();
    const fault = { status: 200, body: '<A><AccessKeyId>ASIA</AccessKeyId><SessionToken>made up</SessionToken></A>' };
    sts.next.push(fault);
    const thrown: unknown = await keyOf('A').catch((error: unknown) => error);
    expect(thrown).toMatchObject({ name: 'SessionUnusable' });
    expect(JSON.stringify([thrown, String(thrown)])).not.toMatch(/made up|ASIA/);
  });

  it('has a name that AWS takes, however short or long its Solution Provider’s is', async () => {
    const { keyOf } = sessions();
    await keyOf('7');
    await keyOf('x'.repeat(64));
    const names = asked.map((form) => new URLSearchParams(form).get('RoleSessionName')!);
    for (const name of names) expect(name).toMatch(/^[\w+=,.@-]{2,64}$/);
  });
});

describe('what is asked in a session', () => {
  it('is signed by it, and by the one that follows it', async () => {
    const { clock, limits, sessionOf } = sessions();
    const ask = createAskInSession(() => sessionOf('A'), {
      ...{ ...limits, protocol: dynamoDb, attempts: 1, now: () => clock.ms },
    });
    await ask('GetItem', {});
    await ask('GetItem', {});
    clock.ms += minutes(60);
    await ask('GetItem', {});
    const keys = table.seen.map(({ authorization = '' }) => /Credential=(\w+)\//.exec(authorization)?.[1]);
    expect(keys).toEqual(['ASIA1', 'ASIA1', 'ASIA2']);
    for (const headers of table.seen) expect(headers['x-amz-security-token']).toBe('a/token+of==');
  });

  it('is not asked where there is no session', async () => {
    const { clock, limits, sessionOf } = sessions();
    const ask = createAskInSession(() => sessionOf('A'), {
      ...{ ...limits, protocol: dynamoDb, attempts: 1, now: () => clock.ms },
    });
    sts.next.push(refusal('AccessDenied'));
    await expect(ask('GetItem', {})).rejects.toMatchObject({ name: 'AccessDenied' });
    expect(table.seen).toEqual([]);
  });
});

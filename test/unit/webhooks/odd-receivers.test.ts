import { post } from '#webhooks/post';
import { waitsBefore } from '#webhooks/schedule';
import { loopbackCertificate } from '../../support/certificate';
import { solutionProvider } from '../../support/event-rig';
import { closeServers, httpServer, httpsServer, tcpServer } from '../../support/loopback';
import { senderRig, someEvent } from '../../support/webhook-rig';

afterEach(closeServers);

const most = waitsBefore.length;

/** Sends an event to a real receiver on this machine, with all its attempts; only days go by at once. */
const delivered = async (url: string, timeoutMs?: number) => {
  const rig = await senderRig({
    policy: 'public-and-loopback',
    post: (target, options) => post(target, { ...options, ...(timeoutMs !== undefined && { timeoutMs }) }),
  });
  const { id } = await rig.endpoint(url);
  rig.tell(someEvent());
  await rig.run();
  const { deliveries } = await rig.deliveries.list(id, 100);
  return {
    attempts: deliveries.toReversed().map(({ outcome, failure, status }) => [outcome, failure, status]),
    endpoint: await rig.endpoints.find(solutionProvider, id),
  };
};

const tenTimes = (failure: string, status?: number) => [
  ...Array.from({ length: most - 1 }, () => ['failed', failure, status]),
  ['exhausted', failure, status],
];

describe('a receiver that', () => {
  it('fails nine times and then recovers gets the tenth', async () => {
    let asked = 0;
    const port = await httpServer((_request, response) => {
      asked += 1;
      response.writeHead(asked < most ? 500 : 204).end();
    });
    const { attempts, endpoint } = await delivered(`http://127.0.0.1:${port}/`);
    expect(attempts).toEqual([...tenTimes('status', 500).slice(0, -1), ['delivered', undefined, 204]]);
    expect(endpoint).toMatchObject({ enabled: true });
  });

  it('answers 410 is left alone from then on', async () => {
    const port = await httpServer((_request, response) => void response.writeHead(410).end());
    const { attempts, endpoint } = await delivered(`http://127.0.0.1:${port}/`);
    expect(attempts).toEqual([['exhausted', 'gone', 410]]);
    expect(endpoint).toMatchObject({ enabled: false, disabledReason: 'gone' });
  });

  it('hangs is given up on each time, and switched off after days of it', async () => {
    const port = await tcpServer((socket) => void socket.resume());
    const { attempts, endpoint } = await delivered(`http://127.0.0.1:${port}/`, 100);
    expect(attempts).toEqual(tenTimes('timeout'));
    expect(endpoint).toMatchObject({ enabled: false, disabledReason: 'failing' });
  });

  it('redirects to a private address has failed, and nobody is asked there', async () => {
    let asked = 0;
    const nearby = await httpServer((_request, response) => {
      asked += 1;
      response.end();
    });
    const port = await httpServer((_request, response) => {
      response.writeHead(302, { location: `http://127.0.0.1:${nearby}/` }).end();
    });
    const { attempts } = await delivered(`http://127.0.0.1:${port}/`);
    expect(attempts).toEqual(tenTimes('redirect', 302));
    expect(asked).toBe(0);
  });

  it('has a certificate nobody vouches for is told nothing', async () => {
    let asked = 0;
    const port = await httpsServer(loopbackCertificate(), (_request, response) => {
      asked += 1;
      response.end();
    });
    const { attempts } = await delivered(`https://127.0.0.1:${port}/`);
    expect(attempts).toEqual(tenTimes('certificate'));
    expect(asked).toBe(0);
  });
});

import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { once } from 'node:events';
import { listen, close, loopback } from '../../../tools/loopback/listen';
import { startSimulator, type Simulator } from '../../../tools/simulator/simulator';
import { askTincan, portOrderOf, portOrders } from '../../support/tincan';

interface Taken {
  path: string | undefined;
  secret: unknown;
  notification: { about: string; since?: string; order?: { orderNo: number; status: string } };
}

describe('Tincan that is told where to push', () => {
  const taken: Taken[] = [];
  let [receiver, simulator] = [undefined, undefined] as unknown as [Server, Simulator];
  beforeAll(async () => {
    receiver = createServer((request, response) => {
      void text(request).then((body) => {
        const { notification } = JSON.parse(body) as Taken;
        taken.push({ path: request.url, secret: request.headers['x-push-secret'], notification });
        response.writeHead(202).end();
        receiver.emit('taken');
      });
    });
    const url = `http://${loopback}:${await listen(receiver, 0)}/pushes`;
    simulator = await startSimulator();
    simulator.pushTo({ url, headersFor: () => ({ 'X-Push-Secret': 'made up for tests' }) });
  });
  afterAll(async () => {
    await simulator.close();
    await close(receiver);
  });

  it('tells by itself how a port order goes on, with its secret, until it is done', async () => {
    await askTincan(simulator, `POST ${portOrders}`, portOrderOf('2125550188'));
    simulator.clock.advance('P40D');
    while (taken.at(-1)?.notification.order?.status !== 'DONE') await once(receiver, 'taken');
    expect(new Set(taken.map(({ path, secret }) => `${path} ${String(secret)}`))).toEqual(
      new Set(['/pushes/10006 made up for tests']),
    );
    expect(taken.map(({ notification }) => notification.order?.status)).toEqual(
      expect.arrayContaining(['SUBMITTED', 'CARRIER_REVIEW', 'FOC_RECEIVED', 'DONE']),
    );
    const since = taken.map(({ notification }) => notification.since!);
    expect(since).toEqual(since.toSorted());
  });
});

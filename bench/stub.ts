import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { documented } from '#operations/alliance-look-up-end-customer/examples';
import { loopbackCertificate } from '../test/support/certificate';

export interface Stubs {
  upstreamUrl: string;
  secretsUrl: string;
  certificate: string;
  close(): void;
}

const credentials = { clientId: 'bench-client-id', clientSecret: 'bench-client-secret' };

const listening = (server: Server): Promise<number> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));

/** AT&T over TLS, always with the published sample answer, and a Secrets Manager with one secret. */
export const startStubs = async (): Promise<Stubs> => {
  const { key, cert } = loopbackCertificate();
  const answer = JSON.stringify(documented.examples[0].answer.body);
  const upstream = createHttpsServer({ key, cert, keepAliveTimeout: 60_000 }, (request, response) => {
    request.resume().on('end', () => response.setHeader('content-type', 'application/json').end(answer));
  });
  const secrets = createHttpServer((request, response) => {
    const SecretString = JSON.stringify({ current: credentials });
    request
      .resume()
      .on('end', () =>
        response.setHeader('content-type', 'application/x-amz-json-1.1').end(JSON.stringify({ SecretString })),
      );
  });
  const [upstreamPort, secretsPort] = await Promise.all([listening(upstream), listening(secrets)]);
  return {
    upstreamUrl: `https://127.0.0.1:${upstreamPort}`,
    secretsUrl: `http://127.0.0.1:${secretsPort}`,
    certificate: cert,
    close: () => {
      upstream.close();
      secrets.close();
    },
  };
};

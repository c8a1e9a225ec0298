import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type Server, type TlsOptions } from 'node:tls';
import { speaks } from '../../../deploy/probes/connection';
import { loopbackCertificate } from '../../../support/certificate';

const listening = async (options: TlsOptions): Promise<[Server, number]> => {
  const server = createServer({ ...loopbackCertificate(), ...options });
  server.on('tlsClientError', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return [server, (server.address() as AddressInfo).port];
};

describe('the look at versions of TLS', () => {
  it('sees that a server speaks 1.1, where one does', async () => {
    const [server, port] = await listening({ minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' });
    expect(await speaks('127.0.0.1', 'TLSv1.1', port)).toBe(true);
    expect(await speaks('127.0.0.1', 'TLSv1.2', port)).toBe(true);
    server.close();
  });

  it('sees that a server refuses 1.1, and takes 1.2', async () => {
    const [server, port] = await listening({ minVersion: 'TLSv1.2' });
    expect(await speaks('127.0.0.1', 'TLSv1.1', port)).toBe(false);
    expect(await speaks('127.0.0.1', 'TLSv1.2', port)).toBe(true);
    server.close();
  });

  it('does not take silence for a refusal', async () => {
    const [server, port] = await listening({});
    server.close();
    await expect(speaks('127.0.0.1', 'TLSv1.1', port)).rejects.toThrow('ECONNREFUSED');
  });
});

import { isIP } from 'node:net';
import { connect } from 'node:tls';

type Version = 'TLSv1.1' | 'TLSv1.2';

/** Whether a server shakes hands in that version of TLS and no other. @throws where nobody answers at all */
export const speaks = (host: string, version: Version, port = 443): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const socket = connect({
      host,
      port,
      ...(isIP(host) === 0 && { servername: host }),
      minVersion: version,
      maxVersion: version,
      // What is shown is what the server takes, and not whom it is: this side has to be ready for anything.
      ciphers: 'DEFAULT@SECLEVEL=0',
      rejectUnauthorized: false,
      timeout: 10_000,
    });
    const end = (done: () => void): void => {
      socket.destroy();
      done();
    };
    socket.once('secureConnect', () => end(() => resolve(true)));
    socket.once('timeout', () => end(() => reject(new Error(`${host}:${port} does not answer.`))));
    socket.once('error', (error: NodeJS.ErrnoException) =>
      end(() => {
        if (error.code === 'ENOTFOUND' || error.code === 'ECONNREFUSED') reject(error);
        else resolve(false);
      }),
    );
  });

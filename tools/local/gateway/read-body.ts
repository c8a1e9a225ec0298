import type { IncomingMessage } from 'node:http';
import { Problem } from '#domain/problems/problems';

/** API Gateway's limit. The gateway's own of 1 MB is the function's to enforce. */
const maximumBytes = 10 * 1_048_576;

/**
 * The request's body. One that is too large is refused as soon as that is known, and never kept.
 * @throws Problem `request-too-large`; Error when the caller hangs up
 */
export const readBody = (request: IncomingMessage): Promise<string> =>
  new Promise((resolve, reject) => {
    if (Number(request.headers['content-length'] ?? 0) > maximumBytes) {
      reject(new Problem('request-too-large'));
      return;
    }
    const chunks: Buffer[] = [];
    let size = 0;
    const take = (chunk: Buffer): void => {
      size += chunk.length;
      if (size <= maximumBytes) {
        chunks.push(chunk);
        return;
      }
      request.off('data', take);
      chunks.length = 0;
      reject(new Problem('request-too-large'));
    };
    request.on('data', take);
    request.once('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.once('error', reject);
  });

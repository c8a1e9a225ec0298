import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openApiDocument } from '../../openapi/document';
import type { GatewaySettings } from './settings';

/** Answers the API reference's addresses. @returns whether the path was one of them */
export type ReferencePage = (path: string, request: IncomingMessage, response: ServerResponse) => boolean;

const swaggerUi = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const ownFile = (name: string) => () => readFile(fileURLToPath(new URL(`./reference/${name}`, import.meta.url)));
const swaggerFile = (name: string) => () => readFile(join(swaggerUi, name));

interface Page {
  type: string;
  content: () => string | Promise<Buffer>;
}

/** Swagger UI with the operations of this gateway, everything from this machine. */
export const createReferencePage = ({ mount, tokenUrl, tryItClient }: GatewaySettings): ReferencePage => {
  const pages: Record<string, Page> = {
    '/reference/': { type: 'text/html; charset=utf-8', content: ownFile('page.html') },
    '/reference/start.js': { type: 'text/javascript; charset=utf-8', content: ownFile('start.js') },
    '/reference/page.css': { type: 'text/css; charset=utf-8', content: ownFile('page.css') },
    '/reference/swagger-ui.css': { type: 'text/css; charset=utf-8', content: swaggerFile('swagger-ui.css') },
    '/reference/swagger-ui-bundle.js': {
      type: 'text/javascript; charset=utf-8',
      content: swaggerFile('swagger-ui-bundle.js'),
    },
    '/reference/favicon.png': { type: 'image/png', content: swaggerFile('favicon-32x32.png') },
    '/reference/openapi.json': {
      type: 'application/json',
      content: () =>
        JSON.stringify(openApiDocument({ server: { url: mount || '/', description: 'This machine' }, tokenUrl })),
    },
    '/reference/login.json': { type: 'application/json', content: () => JSON.stringify(tryItClient) },
  };
  return (path, { method }, response) => {
    if (path === '/' || path === '/reference') {
      response.writeHead(302, { location: '/reference/', 'content-length': 0 }).end();
      return true;
    }
    const page = pages[path];
    if (!page || (method !== 'GET' && method !== 'HEAD')) return false;
    void answer(page, response);
    return true;
  };
};

const answer = async ({ type, content }: Page, response: ServerResponse): Promise<void> => {
  try {
    const body = Buffer.from(await content());
    response.writeHead(200, { 'content-type': type, 'content-length': body.length, 'cache-control': 'no-cache' });
    response.end(body);
  } catch (error) {
    console.error('the API reference failed:', error);
    response.writeHead(500, { 'content-length': 0 }).end();
  }
};

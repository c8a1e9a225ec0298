import type { Answer, CallOptions, LocalGateway } from './local-gateway';

/** Header lists of the Fetch standard, as far as pages of the gateway’s partners come upon them. */
const sentAnyway = ['accept', 'accept-language', 'content-language'];
const readAnyway = ['cache-control', 'content-language', 'content-length', 'content-type', 'expires', 'last-modified'];
const methodsAnyway = ['GET', 'HEAD', 'POST'];

const listOf = (headers: Headers, name: string): string[] =>
  (headers.get(name) ?? '').split(',').map((one) => one.trim().toLowerCase());

/** The network error a page gets, which tells it nothing. */
export class BlockedByBrowser extends Error {}

type PageCall = CallOptions & { method: string; path: string };

/** Makes calls as a browser makes them for a page, after the Fetch standard: asks first, and shows the page what it may read. */
export const browserPage = (gateway: LocalGateway, origin: string) => {
  const preflight = (path: string, method: string, headers: readonly string[]): Promise<Response> =>
    fetch(gateway.baseUrl + path, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': method,
        ...(headers.length > 0 && { 'access-control-request-headers': headers.toSorted().join(',') }),
      },
    });

  const askFirst = async ({ path, method, client, authorization, headers = {}, body }: PageCall): Promise<void> => {
    const own = Object.keys(headers).map((name) => name.toLowerCase());
    const all = [
      ...own,
      ...(client !== undefined || authorization !== undefined ? ['authorization'] : []),
      ...(body === undefined ? [] : ['content-type']),
    ];
    const unusual = all.filter((name) => !sentAnyway.includes(name));
    if (unusual.length === 0 && methodsAnyway.includes(method)) return;
    const { ok, headers: said } = await preflight(path, method, unusual);
    if (!ok || said.get('access-control-allow-origin') !== origin) throw new BlockedByBrowser('it may not ask');
    if (!methodsAnyway.includes(method) && !listOf(said, 'access-control-allow-methods').includes(method.toLowerCase()))
      throw new BlockedByBrowser(`it may not send ${method}`);
    const allowed = listOf(said, 'access-control-allow-headers');
    const refused = unusual.filter((name) => !allowed.includes(name));
    if (refused.length > 0) throw new BlockedByBrowser(`it may not send ${refused.join(', ')}`);
  };

  return {
    preflight,
    /** @returns the answer with the headers a page can read @throws BlockedByBrowser */
    call: async (options: PageCall): Promise<Answer> => {
      await askFirst(options);
      const answer = await gateway.call({ ...options, headers: { ...options.headers, origin } });
      const allowed = answer.headers.get('access-control-allow-origin');
      if (allowed !== origin && allowed !== '*') throw new BlockedByBrowser('it may not read the answer');
      const exposed = [...readAnyway, ...listOf(answer.headers, 'access-control-expose-headers')];
      return { ...answer, headers: new Headers([...answer.headers].filter(([name]) => exposed.includes(name))) };
    },
  };
};

/**
 * Headers of a request, line by line as Node.js would write them of an object. Given an object it makes another one, letter case by letter
 * case, which takes a seventh of the time of the whole request; of lines it makes nothing, neither `Host` nor a length.
 * @param body undefined for a `GET`, of which no length is said
 * @param host as a URL has it
 */
export const headerLinesOf = (
  headers: Readonly<Record<string, string>>,
  body: string | undefined,
  host: string,
): string[] => {
  const lines: string[] = [];
  let hasHost = false;
  for (const name of Object.keys(headers)) {
    lines.push(name, headers[name] ?? '');
    hasHost ||= name.length === 4 && name.toLowerCase() === 'host';
  }
  if (body !== undefined) lines.push('content-length', String(Buffer.byteLength(body)));
  if (!hasHost) lines.push('Host', host);
  return lines;
};

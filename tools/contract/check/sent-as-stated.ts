import type { WireRequest } from '#att/transport';
import type { ResolvedBinding } from '#platform/resolved-binding';
import type { WireSample } from './samples';

/** Where what AT&T gets is not what the sample says. */
export const sentMistakes = (
  binding: ResolvedBinding,
  { sent: expected, body }: WireSample,
  sent: WireRequest | undefined,
): string[] => {
  if (!sent) return [];
  const names = new Set(Object.keys(sent.headers).map((name) => name.toLowerCase()));
  return [
    ...(expected && expected.method !== sent.method
      ? [`AT&T takes it by ${expected.method}, the gateway sends ${sent.method}: correct \`method\``]
      : []),
    ...(expected && new URL(expected.url).href !== sent.url.href
      ? [`AT&T takes it at ${expected.url}, the gateway sends it to ${sent.url.href}: correct \`baseUrl\` or \`path\``]
      : []),
    ...(expected?.headers ?? [])
      .filter((name) => !names.has(name.toLowerCase()))
      .map((name) => `AT&T wants the header ${name}, the gateway does not send it: correct \`credentialHeaders\``),
    ...(isBodyAsStated(binding, body, sent.body) ? [] : ['the body that is sent is not the sample’s']),
  ];
};

/** Byte for byte, but for the members that the binding puts behind it. */
const isBodyAsStated = ({ bodyMembers }: ResolvedBinding, body = '{}', sent: string | undefined): boolean => {
  if (sent === undefined || sent === body) return true;
  const own = body.slice(0, -1);
  return bodyMembers !== undefined && Object.keys(bodyMembers).length > 0 && sent.startsWith(own);
};

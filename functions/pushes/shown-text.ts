import { maskRequest } from '#domain/masking/mask';
import { secretsOf } from '#domain/masking/secrets';
import { documentIn } from '#pushes/document-in';

/** Nobody has described the message: what is secret of it shows by names and shapes alone. */
const secrets = secretsOf({ request: {}, stated: { request: { members: {}, secretMembers: [] } } });

const longestShown = 8_000;
const notShown = '[not shown]';

/**
 * A message as a person may see it who looks for what it means: JSON with what is or looks like a secret masked; of XML its
 * tags; of anything else nothing.
 */
export const shownText = (text: string): string =>
  (documentIn(text) === undefined ? tagsOf(text) : maskRequest(text, secrets)).slice(0, longestShown);

const tagsOf = (text: string): string =>
  (text.match(/<\/?[A-Za-z][\w:.-]{0,100}/g) ?? []).map((tag) => `${tag}>`).join('') || notShown;

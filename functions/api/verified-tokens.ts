import type { SoundToken, TokenFacts } from '#api/verify-token';

/** As long as API Gateway keeps an answer where clients are not limited. A key that its issuer withdraws is good for so long at most. */
const goodForMs = 45_000;
const mostTokens = 1_000;

/** Looks at a token that was found sound again only after a while, and after its end. One that is refused is looked at each time. */
export const createVerifiedTokens = (
  verify: (token: string) => Promise<SoundToken>,
  now: () => number,
): ((token: string) => Promise<TokenFacts>) => {
  const sound = new Map<string, { untilMs: number; facts: TokenFacts }>();
  return async (token) => {
    const known = sound.get(token);
    if (known && known.untilMs > now()) return known.facts;
    const { expiresAtMs, ...facts } = await verify(token);
    if (sound.size >= mostTokens) sound.clear();
    sound.set(token, { untilMs: Math.min(now() + goodForMs, expiresAtMs), facts });
    return facts;
  };
};

/**
 * Takes secrets out of a text, in every form a server could echo them: as they are, inside JSON, percent-encoded, Base64.
 * @param secrets values of at least one character; longer ones first is not required of the caller
 */
export const withoutSecrets = (text: string, secrets: readonly string[]): string =>
  secrets
    .flatMap((secret) => [
      secret,
      JSON.stringify(secret).slice(1, -1),
      encodeURIComponent(secret),
      Buffer.from(secret).toString('base64'),
      Buffer.from(secret).toString('base64url'),
    ])
    .toSorted((a, b) => b.length - a.length)
    .reduce((clean, form) => clean.replaceAll(form, '[redacted]'), text);

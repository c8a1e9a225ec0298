import * as z from 'zod';

const example = 'e.g. `https://backoffice.example.com`';

/** What browsers send: letters of an origin that nothing has to be escaped of, wherever it is written. */
const written = /^https?:\/\/[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?$/;

const isLocal = (origin: string): boolean => /^http:\/\/localhost(?::\d+)?$/.test(origin);

/** Why a text is no origin of a page; undefined for one that is. */
const mistakeOf = (text: string): string | undefined => {
  if (text.includes('*'))
    return `must be one whole origin, ${example}: by \`*\` any page there is could call, by a token that has leaked to it`;
  if (!URL.canParse(text)) return `must be an origin, ${example}`;
  const { origin } = new URL(text);
  if (origin === 'null' || !written.test(origin)) return `must be an origin, ${example}`;
  if (origin !== text) return `must be written as browsers have it, without a path: \`${origin}\``;
  if (origin.startsWith('https:') || isLocal(origin)) return undefined;
  return `must be https: \`${origin.replace('http:', 'https:')}\`; only a page on a developer’s machine may be \`http://localhost:<port>\``;
};

const origin = z
  .string()
  .max(80, 'must be at most 80 characters')
  .superRefine((text, context) => {
    const message = mistakeOf(text);
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  });

/** Pages in browsers that may call the API. */
export const crossOriginSchema = z
  .strictObject({
    /** Where the pages come from: scheme, host, and port unless it is the usual one. At AT&T’s UAT also `http://localhost:<port>`. */
    origins: z
      .array(origin)
      .min(1, 'must name at least one origin; without any, leave out `crossOrigin`')
      // Each stands in the template of every path, and CloudFormation takes 1 MB.
      .max(5, 'must be at most 5: CloudFormation would not take the API'),
    /** For how many seconds a browser need not ask again what it may send. Chrome heeds two hours at most, Firefox a day. */
    maxAgeSeconds: z.int().min(0).max(86_400).default(7_200),
    /**
     * Who may read what API Gateway answers by itself (401, 403, 404, 405, 413, 429, 5xx), which can name one origin and not look at
     * the caller’s. Has to be stated where there are several origins.
     */
    answersOfApiGateway: z.literal('any-origin').optional(),
  })
  .superRefine(({ origins, answersOfApiGateway: stated }, context) => {
    const refuse = (path: PropertyKey[], message: string): void => context.addIssue({ code: 'custom', path, message });
    for (const [at, one] of origins.entries())
      if (origins.indexOf(one) < at) refuse(['origins', at], 'is listed twice');
    if (origins.length > 1 && stated === undefined)
      refuse(
        ['answersOfApiGateway'],
        'must be `any-origin` with several origins, so that their pages can read a 401 or 429: API Gateway cannot tell origins apart in its own answers, which are the same for everybody and tell nothing of anybody. Or keep one origin',
      );
    if (origins.length === 1 && stated !== undefined)
      refuse(['answersOfApiGateway'], 'is needless with one origin, which they name: leave it out');
  });
export type CrossOriginSetting = z.output<typeof crossOriginSchema>;

/** A file as far as it says what pages depend on. */
const stating = z.looseObject({
  environment: z.unknown(),
  crossOrigin: z.looseObject({ origins: z.array(z.unknown()).catch([]) }),
  endpoint: z
    .looseObject({ domain: z.looseObject({ mutualTls: z.unknown() }) })
    .optional()
    .catch(undefined),
});

/** Pages that could not call, or ought not to, by what else a tenant states, as `path: reason`. @param value a whole file */
export const pagesOutOfPlace = (value: unknown): string[] => {
  const { data } = stating.safeParse(value);
  if (!data) return [];
  const { environment, crossOrigin, endpoint } = data;
  const local = crossOrigin.origins.flatMap((one, at) => (typeof one === 'string' && isLocal(one) ? [at] : []));
  return [
    ...(environment === 'production' ? local : []).map(
      (at) => `crossOrigin.origins.${at}: is a page on a developer’s machine, which may call at \`uat\` alone`,
    ),
    ...(endpoint?.domain.mutualTls === undefined
      ? []
      : [
          'crossOrigin: no page can call at a domain with `mutualTls`: browsers ask first without a certificate. Leave out one of the two',
        ]),
  ];
};

/** What a function that clients call is told. */
export const crossOriginSettings = ({ crossOrigin }: { crossOrigin?: CrossOriginSetting | undefined }) =>
  crossOrigin ? { crossOrigins: [...crossOrigin.origins] } : {};

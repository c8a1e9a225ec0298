import * as z from 'zod';

const text = z.string().optional().catch(undefined);

/** A file as far as it says what has to be in its region. */
const located = z.object({
  region: z.string(),
  endpoint: z
    .object({
      domain: z
        .object({
          certificateArn: text,
          mutualTls: z.object({ ownershipCertificateArn: text }).optional().catch(undefined),
        })
        .optional()
        .catch(undefined),
      webAclArn: text,
    })
    .optional()
    .catch(undefined),
  alarms: z
    .object({ topics: z.array(text).default([]).catch([]) })
    .optional()
    .catch(undefined),
});

/** What AWS would refuse because it is in another region than what uses it, as `path: reason`. @param value a whole file */
export const elsewhere = (value: unknown): string[] => {
  const { data } = located.safeParse(value);
  if (!data) return [];
  const { region, endpoint, alarms } = data;
  const { domain, webAclArn } = endpoint ?? {};
  const named: [string, string | undefined, string][] = [
    ['endpoint.domain.certificateArn', domain?.certificateArn, 'the API needs'],
    ['endpoint.domain.mutualTls.ownershipCertificateArn', domain?.mutualTls?.ownershipCertificateArn, 'the API needs'],
    ['endpoint.webAclArn', webAclArn, 'the API needs'],
    ...(alarms?.topics ?? []).map((arn, index): (typeof named)[number] => [
      `alarms.topics.${index}`,
      arn,
      'alarms need',
    ]),
  ];
  return named.flatMap(([path, arn, need]) => {
    const [, , , where = region] = arn?.split(':') ?? [];
    return where === region ? [] : [`${path}: is in ${where}; ${need} one in ${region}`];
  });
};

import * as z from 'zod';
import { asciiText } from './ascii';

const hostname = z
  .string()
  .max(253)
  .regex(
    /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
    'must be a domain name in lower case, e.g. `gateway.example.com`',
  );

/** Of a certificate of AWS Certificate Manager. */
const certificateArn = z
  .string()
  .regex(
    /^arn:aws[\w-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]+$/,
    'must be the ARN of a certificate of AWS Certificate Manager',
  );

const mutualTlsSchema = z.strictObject({
  /** Certificates that clients’ are signed by, as a PEM file in S3. */
  truststore: z
    .string()
    .regex(/^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\/[\x21-\x7e]+$/, 'must be `s3://<bucket>/<key>`, in ASCII'),
  /** Of the file, where the bucket keeps versions: without it a new file is not looked at. */
  truststoreVersion: asciiText.optional(),
  /** A public certificate for the same name, where the domain’s own is imported or of a private authority. */
  ownershipCertificateArn: certificateArn.optional(),
});

const domainSchema = z
  .strictObject({
    name: hostname,
    certificateArn,
    /** What stands before `/v1`, where the domain serves other APIs as well. */
    basePath: z
      .string()
      .regex(/^[A-Za-z0-9][\w-]{0,49}$/, 'must be one part of a path: letters, digits, `-` and `_`')
      .optional(),
    /** The zone of Route 53 in this account that gets the domain’s record. Absent: a record is made by hand, from the stack’s outputs. */
    hostedZoneId: z
      .string()
      .regex(/^Z[A-Z0-9]{1,31}$/, 'must be the id of a hosted zone, e.g. `Z0123456789ABC`')
      .optional(),
    /** Only clients with a certificate are listened to. They need a token all the same. */
    mutualTls: mutualTlsSchema.optional(),
    /** Whether AWS’s own address of the API answers as well: `on` while partners move to the domain. */
    defaultEndpoint: z.enum(['off', 'on']).default('off'),
  })
  .refine(({ mutualTls, defaultEndpoint }) => mutualTls === undefined || defaultEndpoint === 'off', {
    path: ['defaultEndpoint'],
    message: 'must be `off` with `mutualTls`: it asks nobody for a certificate',
  });

/** Where partners find the API, and what stands before it. */
export const endpointSchema = z
  .strictObject({
    domain: domainSchema.optional(),
    /** A web ACL of AWS WAF, of the scope `REGIONAL`. */
    webAclArn: z
      .string()
      .regex(
        /^arn:aws[\w-]*:wafv2:[a-z0-9-]+:\d{12}:regional\/webacl\/[\w-]+\/[\w-]+$/,
        'must be the ARN of a regional web ACL',
      )
      .optional(),
  })
  .prefault({});
export type Endpoint = z.output<typeof endpointSchema>;

/** What a caller’s path has before `/v1`: a base path of the domain, or the stage. Empty where there is neither. */
export const mountOfApi = ({ environment, endpoint }: { environment: string; endpoint: Endpoint }): string => {
  const { domain } = endpoint;
  if (!domain) return `/${environment}`;
  return domain.basePath === undefined ? '' : `/${domain.basePath}`;
};

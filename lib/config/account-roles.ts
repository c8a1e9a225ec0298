import * as z from 'zod';
import { ConfigurationMistake } from './configuration-mistake';

/** IAM’s roles are counted for the whole account, all regions together. Both numbers: `aws iam get-account-summary`. */
export const accountRolesSchema = z
  .strictObject({
    /** `RolesQuota`; Service Quotas raises it to at most 5,000. */
    accountLimit: z.int().min(1).default(1_000),
    /** `Roles`, less what this tenant has already. */
    ofOthers: z.int().min(0).default(0),
  })
  .prefault({});

/** @throws ConfigurationMistake when the account has no room for a tenant’s roles */
export const checkRoles = (roles: number, { accountLimit, ofOthers }: z.output<typeof accountRolesSchema>): void => {
  if (roles + ofOthers <= accountLimit) return;
  throw new ConfigurationMistake(
    `accountRoles: ${roles} roles are needed and ${accountLimit - ofOthers} are left of ${accountLimit}. ` +
      'Ask for more at Service Quotas (IAM, `Roles per account`), or deploy to an account of its own.',
  );
};

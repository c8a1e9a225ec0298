/** Where STS answers, on the port of all the others. */
export const tokensPath = '/sts';

/** A session as STS gives it, with keys as long as its own. */
export const tokens = `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
<AccessKeyId>ASIA${'B'.repeat(16)}</AccessKeyId><SecretAccessKey>${'b'.repeat(40)}</SecretAccessKey>
<SessionToken>${'B'.repeat(700)}</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>
</Credentials></AssumeRoleResult></AssumeRoleResponse>`;

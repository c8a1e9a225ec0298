import * as z from 'zod';
import { scopes } from '#domain/define-operation';
import { dataKeys, keySecretName } from '../support/data-keys';
import { fakeSecretsManager } from '../support/fakes';
import { statementsOf } from './policies';
import { aTenant, readable, resourcesOf, synthesize, type Template } from './synthesized';

const ownKeys = ['bulk-rows', 'fingerprints', 'answers', 'audit', 'webhook-secrets'].map(
  (purpose) => `att-partner-gateway/example/${purpose}`,
);

/** What the authorizer, the API stack's first function, is told. */
const authorizerSettings = (api: Template): unknown =>
  z
    .object({ Environment: z.object({ Variables: z.unknown() }) })
    .parse(resourcesOf(api, 'AWS::Lambda::Function')[0]?.Properties).Environment.Variables;

describe('data stack', () => {
  const { data, api } = synthesize();
  const only = (type: string) => {
    const found = resourcesOf(data, type);
    expect(found).toHaveLength(1);
    return found[0]!;
  };
  const keyArn = expect.objectContaining({ 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] });

  it('keeps everything in it when the stack is deleted, and nothing of a creation that failed', () => {
    const untouched = ['AWS::KMS::Alias', 'AWS::Cognito::UserPoolDomain'];
    for (const { Type, DeletionPolicy } of Object.values(data.Resources)) {
      if (!untouched.includes(Type))
        expect({ Type, DeletionPolicy }).toEqual({ Type, DeletionPolicy: 'RetainExceptOnCreate' });
    }
  });

  it('makes what is protected against deletion after all that another stack of the name may have left: a first deployment that fails takes back what it made', () => {
    const ids = (type: string) => Object.keys(data.Resources).filter((id) => data.Resources[id]!.Type === type);
    const before = ['AWS::SecretsManager::Secret', 'AWS::Events::EventBus'].flatMap(ids);
    expect(before).toHaveLength(6);
    // Nothing else: what is imported into a stack again may depend on nothing that is not.
    expect(only('AWS::DynamoDB::Table')['DependsOn']).toEqual(before.toSorted());
    expect(only('AWS::Cognito::UserPool')['DependsOn']).toEqual(expect.arrayContaining(ids('AWS::DynamoDB::Table')));
  });

  it('has one table with pk and sk, on demand, restorable, encrypted with the tenant’s key, its stream open to events', () => {
    expect(only('AWS::DynamoDB::Table').Properties).toMatchObject({
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      BillingMode: 'PAY_PER_REQUEST',
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: keyArn },
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      DeletionProtectionEnabled: true,
    });
  });

  it('lets nobody, operators neither, change or delete an entry of the audit', () => {
    expect(only('AWS::DynamoDB::Table').Properties['ResourcePolicy']).toEqual({
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'AuditStays',
            Effect: 'Deny',
            Principal: { AWS: '*' },
            Action: ['dynamodb:DeleteItem', 'dynamodb:UpdateItem', 'dynamodb:PartiQLDelete', 'dynamodb:PartiQLUpdate'],
            Resource: '*',
            Condition: { 'ForAnyValue:StringLike': { 'dynamodb:LeadingKeys': ['AUDIT#*'] } },
          },
        ],
      },
    });
  });

  it('lets no function of the API into the audit of who did what', () => {
    const ofRecords = Object.entries(api.Resources).flatMap(([id, { Type }]) =>
      Type === 'AWS::IAM::Role'
        ? statementsOf(id).filter(({ actions }) => actions.some((action) => action.startsWith('dynamodb:')))
        : [],
    );
    expect(ofRecords.length).toBeGreaterThan(10);
    // What names the partitions it is for does not name this one; what names those it is not for does.
    for (const text of ofRecords.map(({ condition }) => JSON.stringify(condition))) {
      expect(text).toMatch(/LeadingKeys/);
      expect(text.includes('AUDIT#')).toBe(text.includes('StringNotLike'));
    }
  });

  it('rotates its key and lets only this tenant’s logs and this account’s alarms use it', () => {
    const { EnableKeyRotation, KeyPolicy } = only('AWS::KMS::Key').Properties;
    expect(EnableKeyRotation).toBe(true);
    const text = JSON.stringify(KeyPolicy);
    expect(text).toContain('log-group:/att-partner-gateway/example/*');
    expect(text).toContain('aws:SourceAccount');
    expect(text).not.toContain('"Principal":"*"');
  });

  it('has secrets for the tenant’s own keys alone, encrypted with its key: those of Solution Providers are made by the operator, however many', () => {
    const secrets = resourcesOf(data, 'AWS::SecretsManager::Secret');
    expect(secrets.map(({ Properties }) => Properties['Name']).sort()).toEqual(ownKeys.toSorted());
    for (const { Properties } of secrets) {
      expect(Properties['KmsKeyId']).toEqual(keyArn);
      expect(Properties['SecretString']).toBeUndefined();
    }
  });

  it.each(ownKeys)('has %s made, of a shape the functions take, and never changed', async (name) => {
    const secret = resourcesOf(data, 'AWS::SecretsManager::Secret').find(
      ({ Properties }) => Properties['Name'] === name,
    );
    expect(secret?.Properties['GenerateSecretString']).toEqual({
      SecretStringTemplate: '{"keyId":"1"}',
      GenerateStringKey: 'key',
      PasswordLength: 64,
      ExcludePunctuation: true,
    });
    const made = JSON.stringify({ keyId: '1', key: 'x'.repeat(64) });
    const client = fakeSecretsManager({ [keySecretName('fingerprints')]: made });
    expect(await dataKeys('fingerprints', client).current()).toMatchObject({ id: '1' });
  });

  it('has an event bus encrypted with the tenant’s key', () => {
    expect(only('AWS::Events::EventBus').Properties).toMatchObject({
      Name: 'att-partner-gateway-example',
      KmsKeyIdentifier: keyArn,
      DeadLetterConfig: { Arn: { 'Fn::GetAtt': [expect.stringMatching(/^EventBusDeadLetters/), 'Arn'] } },
    });
  });

  it('issues tokens for the scopes operations need, to clients only, and says where', () => {
    const { Scopes, Identifier } = only('AWS::Cognito::UserPoolResourceServer').Properties;
    expect(Identifier).toBe('gateway');
    expect(authorizerSettings(api)).toMatchObject({ TOKEN_SCOPE_PREFIX: 'gateway/' });
    expect(Scopes).toEqual(scopes.map((ScopeName): unknown => expect.objectContaining({ ScopeName })));
    expect(only('AWS::Cognito::UserPool').Properties).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      DeletionProtection: 'ACTIVE',
    });
    const outputs = Object.entries(data.Outputs).map(([name, { Value }]) => [name, readable(Value)]);
    expect(outputs).toContainEqual(['TokenUrl', expect.stringMatching(/^https:\/\/.*\/oauth2\/token$/)]);
    expect(outputs).toContainEqual(['UserPoolId', expect.stringMatching(/^<TokenIssuerUserPool/)]);
  });

  it('makes no user pool for a tenant with a token issuer of its own', () => {
    const tokenIssuer = {
      issuer: 'https://login.partner.example',
      jwksUri: 'https://login.partner.example/keys',
      audience: 'gateway',
      scopeClaim: 'roles' as const,
    };
    const { data: without, api: itsApi } = synthesize({ tenant: aTenant({ tokenIssuer }) });
    expect(Object.values(without.Resources).filter(({ Type }) => Type.startsWith('AWS::Cognito'))).toEqual([]);
    expect(authorizerSettings(itsApi)).toMatchObject({
      ISSUER: tokenIssuer.issuer,
      JWKS_URI: tokenIssuer.jwksUri,
      AUDIENCE: 'gateway',
      TOKEN_SCOPE_CLAIM: 'roles',
    });
    expect(authorizerSettings(itsApi)).not.toHaveProperty('WHOLE_GRANT_WITHOUT_SCOPE');
  });
});

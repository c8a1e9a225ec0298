/** What the deployment sets for functions: their entry modules read it when they are imported, so this comes first. */
Object.assign(process.env, {
  TENANT: 'test',
  TABLE_NAME: 'records',
  AWS_REGION: 'us-east-1',
  SECRET_PREFIX: 'test',
  FUNCTION_PREFIX: 'test-',
  BULK_WRITER_ARN: 'arn:aws:states:us-east-1:000000000000:stateMachine:bulk-writer',
});

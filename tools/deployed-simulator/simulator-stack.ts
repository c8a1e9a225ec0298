import { CfnOutput, Duration, RemovalPolicy, Stack, type App } from 'aws-cdk-lib';
import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AttributeType, Billing, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Architecture, Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { buildSync } from 'esbuild';
import { join } from 'node:path';

/** The stack’s name. It is no stack of a tenant’s: nothing of the gateway refers to it but by its address. */
export const simulatorStackName = (tenant: string): string => `att-partner-gateway-${tenant}-simulator`;

/** Bundles what Lambda runs. @returns the folder */
export const bundleSimulator = (folder: string): string => {
  const repository = join(import.meta.dirname, '..', '..');
  buildSync({
    entryPoints: { index: join(import.meta.dirname, 'handler.ts') },
    outdir: folder,
    absWorkingDir: repository,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    target: 'node24',
    mainFields: ['module', 'main'],
    logLevel: 'error',
  });
  return folder;
};

export interface SimulatorStackProps {
  tenant: string;
  region: string;
  /** What its addresses begin with. */
  word: string;
  /** Folder of the bundle. */
  bundle: string;
}

/** AT&T’s double for one run: a function, what it remembers, and its address. All of it goes with the stack. */
export class SimulatorStack extends Stack {
  constructor(app: App, { tenant, region, word, bundle }: SimulatorStackProps) {
    super(app, simulatorStackName(tenant), { env: { region }, description: `Plays AT&T for ${tenant}` });
    const table = new TableV2(this, 'Memory', {
      partitionKey: { name: 'id', type: AttributeType.STRING },
      billing: Billing.onDemand(),
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const logGroup = new LogGroup(this, 'Logs', {
      retention: RetentionDays.ONE_DAY,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const simulator = new Function(this, 'Simulator', {
      code: Code.fromAsset(bundle),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 1024,
      timeout: Duration.seconds(29),
      logGroup,
      environment: { TABLE: table.tableName, WORD: word },
    });
    table.grant(simulator, 'dynamodb:GetItem', 'dynamodb:PutItem');
    const api = new HttpApi(this, 'Api', {
      description: `AT&T as ${tenant} sees it`,
      defaultIntegration: new HttpLambdaIntegration('Simulated', simulator),
    });
    new CfnOutput(this, 'Url', { value: api.apiEndpoint, description: 'Base URL, which the word comes behind' });
  }
}

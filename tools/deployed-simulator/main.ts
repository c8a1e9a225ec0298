import { App } from 'aws-cdk-lib';
import { join } from 'node:path';
import * as z from 'zod';
import { bundleSimulator, SimulatorStack } from './simulator-stack';

/** `cdk --app '… tools/deployed-simulator/main.ts' -c tenant=<tenant> -c region=<region> -c word=<word>`. */
const app = new App({ analyticsReporting: false });
const read = (name: string): string => z.string().min(1, `needs -c ${name}=`).parse(app.node.tryGetContext(name));
const bundle = bundleSimulator(join(app.outdir, 'simulator'));
new SimulatorStack(app, { tenant: read('tenant'), region: read('region'), word: read('word'), bundle });
app.synth();

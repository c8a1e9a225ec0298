import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { gatewaySettingsSchema, settingsVariable } from './settings';

/** What functions find in place of the registry, as in a deployment’s bundles; documents show what is in the registry. */
const { registry } = gatewaySettingsSchema.parse(JSON.parse(process.env[settingsVariable] ?? ''));

const functions = ['../../../functions/', './'].map((folder) => new URL(folder, import.meta.url).href);

registerHooks({
  resolve: (specifier, context, next) => {
    const file = registry[specifier];
    const isFunction = functions.some((folder) => context.parentURL?.startsWith(folder));
    return file === undefined || !isFunction
      ? next(specifier, context)
      : { url: pathToFileURL(file).href, shortCircuit: true };
  },
});

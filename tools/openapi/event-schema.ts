import { eventSchema, eventSchemaVersion } from '#events/event';
import { jsonSchemaOf, type JsonObject } from './json-schema';

/** The body of every event as JSON Schema, for readers without a use for the whole OpenAPI document. */
export const eventJsonSchema = (): JsonObject => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: `urn:att-partner-gateway:event:${eventSchemaVersion}`,
  title: 'Event of the AT&T partner gateway',
  ...jsonSchemaOf(eventSchema),
});

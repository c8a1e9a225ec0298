declare module 'dynalite' {
  import type { Server } from 'node:http';

  /** An in-memory DynamoDB, or one on disk under `path`. */
  export default function dynalite(options?: { path?: string; createTableMs?: number }): Server;
}

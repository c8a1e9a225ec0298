/** What has arrived in parts. One part, as most answers have, is not copied. */
export const wholeOf = (chunks: readonly Buffer[]): Buffer => {
  const [only = Buffer.alloc(0)] = chunks;
  return chunks.length > 1 ? Buffer.concat(chunks) : only;
};

/** The key of test installations. */
export const testKey = Buffer.alloc(32, 7);

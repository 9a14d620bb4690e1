/** Thrown inside a transaction when something it rests on was changed meanwhile: nothing of it is stored then. */
export class OvertakenError extends Error {
  override readonly name = 'OvertakenError';
}

/** What a transaction gives; undefined where somebody was faster. */
export async function unlessOvertaken<T>(transaction: Promise<T>): Promise<T | undefined> {
  try {
    return await transaction;
  } catch (error) {
    if (error instanceof OvertakenError) return undefined;
    throw error;
  }
}

import { MayflyError } from '@mayfly/shared/base/errors.ts';

/** The code with which something is refused; “taken” where it is not. Anything but our own error is thrown. */
export async function refused(asked: Promise<unknown>): Promise<string> {
  try {
    await asked;
    return 'taken';
  } catch (error) {
    if (error instanceof MayflyError) return error.code;
    throw error;
  }
}

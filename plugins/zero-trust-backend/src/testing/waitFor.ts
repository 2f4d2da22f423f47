/**
 * Waits until the check stops throwing, and gives its result. Polls on the event loop's turn, with no
 * fixed sleep; fails with the check's own error.
 */
export async function waitFor<T>(
  check: () => T | Promise<T>,
  timeoutMs = 5_000,
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await new Promise(resolve => setTimeout(resolve, 5));
    }
  }
}

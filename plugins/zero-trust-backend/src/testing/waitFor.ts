/**
 * Waits until the check stops throwing. Polls on the event loop's turn, with no
 * fixed sleep; fails with the check's own error.
 */
export async function waitFor(
  check: () => void | Promise<void>,
  timeoutMs = 5_000,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    try {
      await check();
      return;
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await new Promise(resolve => setTimeout(resolve, 5));
    }
  }
}

/**
 * Asks until the answer is truthy; undefined when time is up. The pause is the
 * distance between questions, not a guess at how long something takes.
 */
export async function waitFor(question, { timeoutMs, pauseMs = 250, until }) {
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline && !until?.()) {
    const answer = await question();
    if (answer) return answer;
    await new Promise(resolve => setTimeout(resolve, pauseMs));
  }
  return undefined;
}

/** Whether an HTTP address answers with success. */
export async function answers(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
    return response.ok;
  } catch {
    return false;
  }
}

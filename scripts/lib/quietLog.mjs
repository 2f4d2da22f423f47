import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';

const colour = /\u001b\[\d+m/g;
const structured = /^\d{4}-\S+Z \S+ (\w+) /;

/**
 * A taker of lines that keeps all of them in `file` and shows only what a
 * person should see: warnings, errors with the lines that follow them, and
 * whatever names an error. The log of each request is in the file.
 */
export function quietLog(file, show) {
  mkdirSync(path.dirname(file), { recursive: true });
  const log = createWriteStream(file);
  let showing = true;
  return line => {
    const plain = line.replace(colour, '');
    log.write(`${plain}\n`);
    const level = structured.exec(plain)?.[1];
    // A line without a level goes on from the one before, as in a stack.
    if (level) showing = level === 'warn' || level === 'error';
    else if (plain.startsWith('<i>')) showing = false;
    else if (/\berrors?\b/i.test(plain)) showing = true;
    if (showing) show(line);
  };
}

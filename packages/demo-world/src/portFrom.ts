/** A number from an environment variable, or the default when it is unset. */
export const portFrom = (variable: string, fallback: number): number => {
  const text = process.env[variable];
  if (!text) return fallback;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Error(`${variable}=${text} is not a port`);
  return port;
};

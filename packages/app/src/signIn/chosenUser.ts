/** What the browser remembers of who somebody is: `guest`, or a name. */
export const chosenUserKey = 'demo-signed-in-as';

export const readChosenUser = (): string | undefined =>
  localStorage.getItem(chosenUserKey) ?? undefined;

export const rememberChosenUser = (name: string): void =>
  localStorage.setItem(chosenUserKey, name);

export const forgetChosenUser = (): void =>
  localStorage.removeItem(chosenUserKey);

/** Text that is HTML already. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = Html | string | number | undefined | readonly Html[];

const escaped = (value: string) =>
  value.replace(/[&<>"'`]/g, character => `&#${character.charCodeAt(0)};`);

const textOf = (part: Part): string => {
  if (part === undefined) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map(one => one.text).join('');
  return escaped(String(part));
};

/** A template whose values cannot be markup unless they are made by this too. */
export const html = (strings: TemplateStringsArray, ...parts: Part[]): Html =>
  new Html(
    strings
      .map((text, index) =>
        index < parts.length ? text + textOf(parts[index]) : text,
      )
      .join(''),
  );

import { Html, html } from './html';

const classOf = (line: string): string => {
  if (line.startsWith('@@')) return 'place';
  if (line.startsWith('+')) return 'added';
  if (line.startsWith('-')) return 'removed';
  return '';
};

/** Files of a unified diff, each with its lines. */
export const diffView = (diff: string): readonly Html[] =>
  diff
    .split(/^diff --git /m)
    .slice(1)
    .map(part => {
      const lines = part.split('\n');
      const start = lines.findIndex(line => line.startsWith('@@'));
      const name =
        /^(?:\+\+\+ b|--- a)\/(.*)$/m.exec(
          lines
            .filter(line => !line.endsWith('/dev/null'))
            .reverse()
            .find(line => /^(\+\+\+ b|--- a)\//.test(line)) ?? '',
        )?.[1] ?? lines[0].replace(/^a\/(.*) b\/\1$/, '$1');
      const body = start < 0 ? [] : lines.slice(start).filter(Boolean);
      return html`<section aria-label="Changes of ${name}">
        <h2>${name}</h2>
        <pre class="diff" tabindex="0" aria-label="Lines of ${name}">
${body.map(line => html`<span class="${classOf(line)}">${line}</span>`)}</pre
        >
      </section>`;
    });

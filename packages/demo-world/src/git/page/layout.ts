import { GitHost } from '../host/GitHost';
import { HostUser } from '../host/HostUser';
import { Html, html } from './html';
import { style } from './style';

/** What every page knows of whoever looks at it. */
export interface Viewer {
  readonly user: HostUser | undefined;
  /** The page itself, to come back to. */
  readonly path: string;
}

/** A whole page. */
export const layout = (
  host: GitHost,
  viewer: Viewer,
  title: string,
  content: Html,
): string =>
  `<!doctype html>${
    html`<html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <style>
          ${new Html(style)}
        </style>
      </head>
      <body>
        <a class="skip" href="#content">To the content</a>
        <header>
          <div>
            <a href="/shop/policies/pulls">Git host of the demo</a>
            ${whoForm(host, viewer)}
          </div>
        </header>
        <main id="content">${content}</main>
      </body>
    </html>`.text
  }`;

const whoForm = (host: GitHost, { user, path }: Viewer): Html => html`<form
  method="post"
  action="/-/user"
>
  <input type="hidden" name="back" value="${path}" />
  <label for="login">You are</label>
  <select id="login" name="login">
    <option value="">nobody, only looking</option>
    ${host.users
      .all()
      .map(
        one => html`<option value="${one.login}" ${selected(one === user)}>
          ${one.fullName} (${one.teams.join(', ') || 'program'})
        </option>`,
      )}
  </select>
  <button>Be this user</button>
</form>`;

const selected = (yes: boolean) => new Html(yes ? 'selected' : '');

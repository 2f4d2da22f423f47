import { GitHost } from '../host/GitHost';
import { HostedRepository } from '../host/HostedRepository';
import { mergePreview, missingForMerge } from '../host/mergePull';
import { PullRequest, Review, Status } from '../host/PullRequest';
import { diffView } from './diffView';
import { Html, html } from './html';
import { layout, Viewer } from './layout';

const short = (sha: string) => sha.slice(0, 8);

/** What a person sees of Markdown: comments in it are for programs. */
const shown = (text: string) => text.replace(/<!--[\s\S]*?-->\n?/g, '');

const stateOf = (pull: PullRequest): Html => {
  if (pull.merged)
    return html`<span class="state good"
      >Merged by ${pull.merged.by.fullName} as ${short(pull.merged.sha)}</span
    >`;
  return pull.state === 'open'
    ? html`<span class="state">Open</span>`
    : html`<span class="state bad">Closed without merging</span>`;
};

/** All pull requests of a repository, newest first. */
export const pullsPage = (
  host: GitHost,
  viewer: Viewer,
  repository: HostedRepository,
): string => {
  const at = `/${repository.owner}/${repository.name}/pulls`;
  const items = [...repository.pulls].reverse().map(
    pull => html`<li>
      <a href="${at}/${pull.number}">#${pull.number} ${pull.title}</a>
      <p class="soft">
        ${stateOf(pull)} · by ${pull.author.fullName} · ${pull.head} into
        ${pull.base}
      </p>
    </li>`,
  );
  return layout(
    host,
    viewer,
    `Pull requests of ${repository.owner}/${repository.name}`,
    html`<h1>Pull requests of ${repository.owner}/${repository.name}</h1>
      <p class="soft">
        <code
          >git clone ${host.url}/${repository.owner}/${repository.name}</code
        >
      </p>
      <section aria-label="Pull requests">
        ${items.length
          ? html`<ul>
              ${items}
            </ul>`
          : html`<p>There are none yet.</p>`}
      </section>`,
  );
};

/** One pull request: what it changes, who said what, and what can be done. */
export const pullPage = async (
  host: GitHost,
  viewer: Viewer,
  repository: HostedRepository,
  pull: PullRequest,
  problem?: string,
): Promise<string> => {
  const { git } = repository;
  const base = (await repository.baseOf(pull)) ?? pull.headSha;
  const fork = (await git.mergeBase(base, pull.headSha)) ?? base;
  const [diff, preview] = await Promise.all([
    git.diff(fork, pull.headSha),
    mergePreview(repository, pull),
  ]);
  return layout(
    host,
    viewer,
    `#${pull.number} ${pull.title}`,
    html`${problem ? html`<p role="alert">${problem}</p>` : undefined}
      <h1>#${pull.number} ${pull.title}</h1>
      <p>
        ${stateOf(pull)}
        <span class="soft">
          · ${pull.author.fullName} wants ${pull.head} (${short(pull.headSha)})
          in ${pull.base}</span
        >
      </p>
      ${pull.labels.length
        ? html`<p class="soft">
            Labels: ${pull.labels.map(({ name }) => name).join(', ')}
          </p>`
        : undefined}
      ${pull.requested.length
        ? html`<p class="soft">
            Asked to review:
            ${pull.requested.map(({ fullName }) => fullName).join(', ')}
          </p>`
        : undefined}
      <section aria-label="Description">
        <h2>Description</h2>
        <pre class="words">${shown(pull.body)}</pre>
      </section>
      <section aria-label="Statuses">
        <h2>Statuses of ${short(pull.headSha)}</h2>
        ${listOr(
          repository.statusesOf(pull.headSha).map(statusItem),
          'Nobody reported one.',
        )}
      </section>
      <section aria-label="Reviews">
        <h2>Reviews</h2>
        ${listOr(
          pull.reviews.map(review => reviewItem(pull, review)),
          'Nobody reviewed it.',
        )}
      </section>
      ${pull.comments.length
        ? html`<section aria-label="Comments">
            <h2>Comments</h2>
            ${listOr(
              pull.comments.map(
                ({ user, body }) => html`<li>
                  <p class="soft">${user.fullName}</p>
                  <pre class="words">${shown(body)}</pre>
                </li>`,
              ),
              '',
            )}
          </section>`
        : undefined}
      ${pull.state === 'open'
        ? actions(viewer, repository, pull, preview !== undefined)
        : undefined}
      ${diffView(diff)}`,
  );
};

const listOr = (items: readonly Html[], none: string): Html =>
  items.length
    ? html`<ul>
        ${items}
      </ul>`
    : html`<p>${none}</p>`;

const tone = { success: 'good', pending: 'wait' } as const;

const statusItem = ({ state, context, description }: Status): Html => html`<li>
  <span class="state ${state in tone ? Reflect.get(tone, state) : 'bad'}"
    >${state}</span
  >
  ${context} <span class="soft">${description}</span>
</li>`;

const reviewWords = {
  APPROVED: html`<span class="state good">approved</span>`,
  REQUEST_CHANGES: html`<span class="state bad">asked for changes</span>`,
  COMMENT: html`<span class="state">commented</span>`,
};

const reviewItem = (pull: PullRequest, review: Review): Html => html`<li>
  ${review.user.fullName} ${reviewWords[review.state]}
  <span class="soft"
    >${short(review.commit)}${review.commit === pull.headSha
      ? undefined
      : ', which is not the newest commit'}${review.dismissed
      ? ', dismissed'
      : undefined}</span
  >
  ${review.body
    ? html`<pre class="words">${shown(review.body)}</pre>`
    : undefined}
</li>`;

const actions = (
  { user }: Viewer,
  repository: HostedRepository,
  pull: PullRequest,
  clean: boolean,
): Html => {
  if (!user)
    return html`<section aria-label="What you can do">
      <h2>What you can do</h2>
      <p>Choose above who you are; then you can review and merge.</p>
    </section>`;
  const at = `/${repository.owner}/${repository.name}/pulls/${pull.number}`;
  const missing = missingForMerge(repository, pull);
  const head = html`<input
    type="hidden"
    name="head"
    value="${pull.headSha}"
  />`;
  return html`<section aria-label="What you can do">
    <h2>What you can do as ${user.fullName}</h2>
    <form class="block" method="post" action="${at}/review">
      ${head}
      <label for="words">Your review</label>
      <textarea id="words" name="body" rows="3"></textarea>
      <p>
        <button class="main" name="state" value="APPROVED">Approve</button>
        <button name="state" value="REQUEST_CHANGES">Request changes</button>
        <button name="state" value="COMMENT">Comment</button>
      </p>
    </form>
    ${missing.length || !clean
      ? html`<p class="wait">
          It cannot be merged:
          ${[...missing, ...(clean ? [] : ['there are conflicts'])].join('; ')}.
        </p>`
      : html`<p class="good">It can be merged.</p>`}
    <form method="post" action="${at}/merge">
      ${head}
      <button name="style" value="merge">Merge</button>
      <button name="style" value="squash">Squash and merge</button>
      ${missing.length && user.role === 'admin'
        ? html`<label
            ><input type="checkbox" name="force" value="yes" /> in spite of what
            is missing, as an administrator</label
          >`
        : undefined}
    </form>
    <form method="post" action="${at}/close"><button>Close</button></form>
  </section>`;
};
